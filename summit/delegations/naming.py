"""Names as text: folding for search, keys for sorting, the first suggestion of a badge name. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import icu

from summit.delegations.lifecycle import DelegateFunction, RankKind

SEARCH_LENGTH = 1200
KEY_LENGTH = 400
WORD_LENGTH = 80
BADGE_NAME_LENGTH = 200
ONE_SOUND = str.maketrans("cqz", "kks")
UNHEARD = str.maketrans("", "", "aeiouyhw")
APOSTROPHES = "'`\u2019\u2018\u02bc\u02bb\u02b9\u00b4\u02be\u02bf"
STYLED = frozenset({
    DelegateFunction.HOD, DelegateFunction.DHOD, DelegateFunction.ALT, DelegateFunction.REP, DelegateFunction.ADV,
    DelegateFunction.VIPGUEST,
})  # fmt: skip
PLAIN_SALUTATIONS = frozenset({"Mr.", "Mrs.", "Ms.", "Miss", "Mr", "Mrs", "Ms"})
ROYAL = frozenset({"king", "queen", "emperor", "empress", "sultan", "emir", "amir", "prince", "princess", "duke", "duchess"})
EXCELLENT = (
    ("minister",), ("prime", "minister"), ("deputy", "prime", "minister"), ("ambassador",), ("permanent", "representative"),
    ("president", "of", "the", "republic"),
)  # fmt: skip
# Letters of Doc 9303, part 3, section 6 (PER-07), with more than one spelling, or that do not fall to a plain letter when
# their marks are taken away.
SPELLINGS = {
    "Ä": ("AE", "A"), "Å": ("AA", "A"), "Æ": ("AE",), "Ð": ("D",), "Đ": ("D",), "Ħ": ("H",), "İ": ("I",), "Ĳ": ("IJ",),
    "ĸ": ("Q",), "Ł": ("L",), "Ñ": ("N", "NXX"), "Ŋ": ("N",), "Ö": ("OE", "O"), "Ø": ("OE", "O"),
    "Œ": ("OE",), "ẞ": ("SS",), "Þ": ("TH",), "Ŧ": ("T",), "Ü": ("UE", "UXX", "U"), "Ə": ("E", "A"),
}  # fmt: skip
SMALL = {"ß": "ẞ", "ı": "I", "ŉ": "N"}  # whose capitals are none, or more than one letter
DROPPED = "'’‘ʼʻʹ´`ʾʿ.,"  # apostrophes join what they part; stops and commas are left out
LINKS = re.compile(r"[\s\-‐‑–]+")
LONGEST_MACHINE_NAME = 39
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
VIETNAMESE_BASE = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
VIETNAMESE_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; level comes before them


def tidied(text: str) -> str:
    """Typed text in one form: composed, single spaces, no control characters and none that turn the direction.

    Joiners stay, because Persian and Indic names are written with them.
    """
    composed = unicodedata.normalize("NFC", text)
    plain = (" " if unicodedata.category(char) == "Cc" else char for char in composed if char not in OVERRIDES)
    return " ".join("".join(plain).split())


def fold(text: str) -> str:
    """What search compares (PER-06): Latin letters without marks, lower case, words apart by one space.

    Any script is brought to Latin letters first, so a name is found in its own script as in ours: Đ is d, ß is ss.
    """
    bare = _latin().transliterate(text)
    for apostrophe in APOSTROPHES:
        bare = bare.replace(apostrophe, "")
    return " ".join(re.sub(r"[\W_]+", " ", bare.lower()).split())


def folded_names(*names: str) -> str:
    """Several names as one searchable text, each word once, in the order of appearance."""
    words = dict.fromkeys(word for name in names for word in fold(name).split())
    return " ".join(words)[:SEARCH_LENGTH]


def indexed_words(search_text: str) -> list[str]:
    """The words of a searchable text as they are looked up, each once and cut to what the index holds."""
    return list(dict.fromkeys(word[:WORD_LENGTH] for word in search_text.split()))


def searched_words(typed: str, *, prefix: str = "") -> list[str]:
    """The folded words of a search, without the prefix of a code; signs without any letter are a word nothing has."""
    bare = typed.strip()
    words = fold(bare[len(prefix) :] if bare.upper().startswith(prefix) else bare).split()
    return list(dict.fromkeys(words)) or ([bare] if bare else [])


def english_key(name: str) -> str:
    """NAM-10: marks stripped, apostrophes dropped, a hyphen is a space, brackets ignored, word by word."""
    return fold(name)[:KEY_LENGTH]


def french_key(name: str) -> str:
    """NAM-12: the French name with its marks stripped."""
    return english_key(name)


def vietnamese_key(name: str) -> str:
    """NAM-11: the letters of the Vietnamese alphabet first, tones only where the letters are all alike.

    Each letter becomes its Latin base and a figure (ă is `a1`); the tones of all letters follow after a stroke.
    """
    letters, tones = "", ""
    for char in name.lower():
        parts = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in parts if mark in VIETNAMESE_TONES), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else char
        if base in VIETNAMESE_BASE:
            letters += VIETNAMESE_BASE[base]
        elif base.isalpha():
            letters += "".join(f"{letter}0" for letter in fold(base))
        elif not letters.endswith(" ") and base not in APOSTROPHES + "()":
            letters += " "
        tones += str(VIETNAMESE_TONES.index(tone) + 1) if tone else "0"
    return f"{letters.strip()}/{tones}"[:KEY_LENGTH]


def sort_key(language: str, name: str) -> str:
    """The key of a name in its language, to be compared character by character, at most 400 long."""
    if language == "vi":
        return vietnamese_key(name)
    if language in ("en", "fr"):
        return english_key(name)
    key: bytes = _collator(language).getSortKey(name)
    return key.hex()[:KEY_LENGTH]


def person_key(family_name: str, given_names: str, sort_as: str = "") -> str:
    """How people are ordered in international lists: by family name, then given names (PER-03); mononyms by what is there.

    `sort_as` is the person's own wish and goes before both: `Gogh, Vincent van`, an Icelandic given name (PER-04).
    """
    return english_key(sort_as or f"{family_name} {given_names}")


def given_key(family_name: str, given_names: str, *, vietnamese_name: str = "", is_vietnamese: bool = False) -> str:
    """How people are ordered in Vietnamese internal lists: by given name, then by the rest (PER-03).

    Of a Vietnamese name the given name is the last word; `vietnamese_name`, the whole with its marks, wins where it is known.
    Letters come first within each part, tones where they are alike.
    """
    words = (vietnamese_name or f"{family_name} {given_names}").split()
    if is_vietnamese and words:
        first, rest = words[-1], " ".join(words[:-1])
    else:
        first, rest = given_names or family_name, family_name if given_names else ""
    return f"{vietnamese_key(first)} {vietnamese_key(rest)}"[:KEY_LENGTH]


def name_key(family_name: str, given_names: str) -> str:
    """The folded words of a name in alphabetical order: the same in whatever order and with whatever marks they are typed."""
    return " ".join(sorted(fold(f"{family_name} {given_names}").split()))[:KEY_LENGTH]


def sound_key(key: str) -> str:
    """A name key without what spellings of one name differ in: Mohamed and Muhammad have one.

    Letters of one sound become one and doubled ones single; vowels, h and w go, but for a first letter.
    """
    return " ".join(sorted(_sound(word) for word in key.split()))


def suggested_badge_name(family_name: str, given_names: str, *, family_first: bool) -> str:
    """The first suggestion (PER-02): the family name in capitals marks it, whatever the order. At most 200 characters."""
    marked = family_name.upper()
    order = (marked, given_names) if family_first else (given_names, marked)
    return " ".join(part for part in order if part)[:BADGE_NAME_LENGTH].strip()


def suggested_machine_name(family_name: str, given_names: str) -> str:
    """The first suggestion of a name in machine-readable form (PER-01): `NGUYEN<<VAN<A`, of a mononym `SUKARNO` (PER-05).

    At most 39 characters, the room of a passport's first line (PER-07).
    """
    parts = ("<".join(filter(None, map(_transliterated, LINKS.split(name)))) for name in (family_name, given_names))
    return "<<".join(part for part in parts if part)[:LONGEST_MACHINE_NAME].strip("<")


def spellings(word: str) -> list[tuple[str, ...]]:
    """The spellings of each letter, in order."""
    spelled = []
    for char in unicodedata.normalize("NFC", word):
        if char in DROPPED:
            continue
        letter = SMALL.get(char, char.upper())
        spelled.append(SPELLINGS.get(letter) or (_bare(letter),))
    return [options for options in spelled if any(options)]


def suggested_style(kind: RankKind, function: DelegateFunction, title: str) -> str:
    """H.E. for those whose class means ministerial rank or more, and by title for ambassadors too (PER-08); else nothing.

    Monarchs and princes have styles of their own, which nobody suggests; those who accompany have none by their post.
    """
    words = fold(title).split()
    if function not in STYLED or ROYAL.intersection(words):
        return ""
    is_titled = any(words[: len(office)] == list(office) for office in EXCELLENT)
    return "H.E." if kind is not RankKind.OTHER or is_titled else ""


def suggested_salutation(sex: str) -> str:
    """Mr. or Ms.; nothing where the passport says neither (PER-08)."""
    return {"F": "Ms.", "M": "Mr."}.get(sex, "")


def styled_name(style: str, salutation: str, personal_title: str, name: str) -> str:
    """`H.E. Mr. Jean DUPONT`, `H.E. General LUONG Tam Quang` (PER-08): a title takes the place of Mr. and Ms."""
    spoken = "" if personal_title and salutation in PLAIN_SALUTATIONS else salutation
    return " ".join(part for part in (style, spoken, personal_title, name) if part)


def _transliterated(word: str) -> str:
    """The first spelling of each letter; other scripts by way of Latin letters."""
    spelled = "".join(options[0] for options in spellings(word))
    return re.sub(r"[^A-Z]", "", spelled if spelled.isascii() else fold(word).upper())


def _bare(letter: str) -> str:
    """The letter without its marks; a letter such as Ở has two of them."""
    plain = "".join(char for char in unicodedata.normalize("NFD", letter) if not unicodedata.combining(char))
    return SPELLINGS.get(plain, (plain,))[0]


def _sound(word: str) -> str:
    spoken = word.replace("ph", "f").translate(ONE_SOUND)
    return re.sub(r"([a-z])\1+", r"\1", spoken[:1] + spoken[1:].translate(UNHEARD))


@lru_cache(maxsize=1)
def _latin() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin; NFD; [:Mn:] Remove; Latin-ASCII; Lower")


@lru_cache(maxsize=16)
def _collator(language: str) -> icu.Collator:
    return icu.Collator.createInstance(icu.Locale(language))
