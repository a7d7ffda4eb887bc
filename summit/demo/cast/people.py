"""One invented person: names, birth, passport, contact, title, and the place in the delegation."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import STATES, DelegateFunction, PartyKind, PassportKind
from summit.delegations.naming import fold
from summit.demo.cast.facts import Member
from summit.demo.cast.seats import F, Seat, category_of
from summit.demo.cast.turnout import Body, homeland, states
from summit.demo.names import InventedName, Sex, person_name
from summit.demo.titles import Holder, OfficialTitle, title_of, titled

TRIES = 100
WOMEN = 0.46
WOMEN_AT_THE_HEAD = 0.3
WITH_PORTRAIT = 0.94
WITH_EMAIL = 0.7
WITH_PHONE = 0.5
SOON_EXPIRED = 0.04  # of the passports end within six months after the summit, which officers are warned of
WITHOUT_PHOTO = 20  # PHO-05: no photograph of heads of State or Government, and of those above them in domain 3.2
EXCELLENT = frozenset({60})  # PER-08: ambassadors, and everybody down to class 45
LOWEST_EXCELLENT_CLASS = 45
LEADING = frozenset({F.HOD, F.DHOD, F.ALT, F.REP})  # of these each post is held once in a delegation
DIPLOMATS = LEADING | {F.SPO}
NATIONS = frozenset({PartyKind.UN_SEC, PartyKind.UN_FP, PartyKind.UN_SA, PartyKind.SECRETARIAT})
COUNTRY_CODE_OF_NOBODY = "+999"  # no State has this telephone code


@dataclass(slots=True)
class Register:
    """What may stand once only among all people: names and passports."""

    names: set[str] = field(default_factory=set)
    passports: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Who carries a name: `country` is the ISO2 code of the nationality."""

    name: InventedName
    sex: Sex
    country: str


def member(rng: random.Random, register: Register, body: Body, seat: Seat, taken: set[str]) -> Member:
    """A person for that seat, without a key; `taken` are the leading posts the delegation has already, and grows."""
    country = homeland(rng, body)
    sex: Sex = "F" if rng.random() < (WOMEN_AT_THE_HEAD if seat.function in LEADING else WOMEN) else "M"
    bearer = _Bearer(_new_name(rng, register, country, sex), sex, country)
    title = _new_title(rng, seat, Holder(body.code, body.kind, sex, bearer.name.language), taken)
    post = _post(body, seat, title)
    return Member(
        key="",
        person=_person(rng, register, body, post, bearer),
        post=post,
        role=title.post,
        homeland=country,
        has_portrait=title.rank_class > WITHOUT_PHOTO and rng.random() < WITH_PORTRAIT,
    )


def new_passport(rng: random.Random, register: Register, kind: str, issuer: str) -> PassportEntry:
    """A passport of nobody else, valid on the last day of the summit."""
    while True:
        number = f"{rng.choice('ABCDEFGHKLMNPRSTUVX')}{rng.randrange(10_000_000):07d}"
        if f"{issuer}{number}" not in register.passports:
            break
    register.passports.add(f"{issuer}{number}")
    first, days = (date(2025, 11, 5), 150) if rng.random() < SOON_EXPIRED else (date(2026, 6, 1), 3000)
    return PassportEntry(kind, issuer, number, first + timedelta(days=rng.randrange(days)))


def _new_name(rng: random.Random, register: Register, country: str, sex: Sex) -> InventedName:
    for _ in range(TRIES):
        name = person_name(rng, country, sex)
        if name.badge_name not in register.names:
            register.names.add(name.badge_name)
            return name
    raise LookupError(f"{TRIES} names in a row for {country} were given already")


def _new_title(rng: random.Random, seat: Seat, holder: Holder, taken: set[str]) -> OfficialTitle:
    if seat.role:
        title = titled(seat.role, holder)
    else:
        drawn = [title_of(rng, seat.function, holder) for _ in range(6)]
        title = next((one for one in drawn if one.post not in taken), drawn[0])
    if seat.function in LEADING:
        taken.add(title.post)
    return title


def _person(rng: random.Random, register: Register, body: Body, post: PostEntry, bearer: _Bearer) -> PersonEntry:
    name = bearer.name
    return PersonEntry(
        family_name=name.family,
        given_names=name.given,
        badge_name=name.badge_name,
        nationality=states()[bearer.country].iso3,
        family_first=name.family_first,
        native_name=name.native,
        native_language=name.language if name.native or post.native_title else "",
        salutation="Ms." if bearer.sex == "F" else "Mr.",
        style="H.E." if _is_excellent(body, post) else "",
        sex=bearer.sex,
        born_on=_birthday(rng, post.function),
        passport=_passport(rng, register, body, post.function, bearer.country),
        email=_email(name, body) if rng.random() < WITH_EMAIL else "",
        phone=f"{COUNTRY_CODE_OF_NOBODY} {rng.randrange(1000):03d} {rng.randrange(10_000):04d}"
        if rng.random() < WITH_PHONE
        else "",
    )


def _is_excellent(body: Body, post: PostEntry) -> bool:
    """PER-08: by class, for States and for heads of organizations at that level."""
    by_class = post.rank_class <= LOWEST_EXCELLENT_CLASS or post.rank_class in EXCELLENT
    return by_class and (body.code in states() or post.function is F.HOD)


def _birthday(rng: random.Random, function: DelegateFunction) -> date:
    youngest, oldest = (44, 70) if function in LEADING else (23, 60)
    return date(2025 - oldest, 1, 1) + timedelta(days=rng.randrange((oldest - youngest) * 365))


def _passport(
    rng: random.Random, register: Register, body: Body, function: DelegateFunction, country: str
) -> PassportEntry:
    national = states()[country].iso3
    if body.kind in NATIONS and rng.random() < 0.6:
        return new_passport(rng, register, PassportKind.UN_LAISSEZ_PASSER, "UNO")
    if body.kind is PartyKind.REIO:
        return new_passport(rng, register, PassportKind.EU_LAISSEZ_PASSER, states()[body.code].iso3)
    if body.kind in STATES:
        kind = PassportKind.DIPLOMATIC if function in DIPLOMATS else PassportKind.SERVICE
        return new_passport(rng, register, kind, national)
    return new_passport(rng, register, PassportKind.ORDINARY, national)


def _email(name: InventedName, body: Body) -> str:
    """An address in the domain that is kept for examples, so that no letter ever reaches anybody."""
    words = fold(f"{name.given} {name.family}").split()
    return f"{'.'.join(words)}@{body.code.lower()}.example"



def _in_office_since(code: str) -> date:
    """A day of the six years before the summit, the same for every seed: what breaks ties of precedence (PRE-01 b)."""
    return date(2019, 7, 1) + timedelta(days=crc32(code.encode()) % 2190)


def _post(body: Body, seat: Seat, title: OfficialTitle) -> PostEntry:
    return PostEntry(
        function=seat.function,
        category=category_of(body, seat, title.rank_class),
        title=title.title,
        native_title=title.native,
        badge_title=title.badge,
        rank_class=title.rank_class,
        is_state_leader=title.is_state_leader,
        took_office_on=_in_office_since(body.code) if seat.function is F.HOD else None,
        is_listed=not seat.is_guest,
    )
