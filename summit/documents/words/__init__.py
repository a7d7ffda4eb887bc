"""The words of the papers in the seven languages of a summit (DOC-05)."""

from summit.documents.words.notes import (
    BODIES,
    CLOSING,
    EMBASSIES,
    NO_EVENTS,
    NUMBER,
    OPENING,
    SECRETARIATS,
    SENDERS,
)
from summit.documents.words.papers import (
    CLASSIFIED,
    FUNCTIONS,
    ORDER,
    PARTS,
    STATES,
    TERMS,
    TITLES,
    function_name,
    said,
)
from summit.documents.words.precedence import (
    WITHIN,
    alphabet_said,
    day_said,
    decision_said,
    ground_said,
    rank_name,
)
from summit.documents.words.programme import access_name, kind_name
from summit.documents.words.schedules import WORDS, UnknownLanguage, Words, languages_of, title_of, words_of

__all__ = [
    "BODIES",
    "CLASSIFIED",
    "CLOSING",
    "EMBASSIES",
    "FUNCTIONS",
    "NO_EVENTS",
    "NUMBER",
    "OPENING",
    "ORDER",
    "PARTS",
    "SECRETARIATS",
    "SENDERS",
    "STATES",
    "TERMS",
    "TITLES",
    "WORDS",
    "UnknownLanguage",
    "WITHIN",
    "Words",
    "access_name",
    "alphabet_said",
    "day_said",
    "decision_said",
    "function_name",
    "ground_said",
    "kind_name",
    "languages_of",
    "rank_name",
    "said",
    "title_of",
    "words_of",
]
