"""Bringing in the parties and their reviewed names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.facts import OrganizationEntry
from summit.delegations.lifecycle import STATES, PartyKind
from summit.delegations.models import Party, PartyName
from summit.delegations.naming import sort_key, tidied
from summit.delegations.rules import PartyKnown
from summit.foundation.db import refused_as
from summit.foundation.errors import RuleBroken

DATA = Path(__file__).parent.parent / "data"
HOST_CODE = "VN"
EUROPEAN_UNION = "EU"
KIND_OF_STATUS = {
    "member": PartyKind.STATE_M,
    "observer_state": PartyKind.STATE_O,
    "other_state": PartyKind.STATE_O,
    "other_reio": PartyKind.REIO,
}
NAME_COLUMNS = {
    ("en", "short"): "un_short_en",
    ("en", "formal"): "un_formal_en",
    ("fr", "short"): "un_short_fr",
    ("es", "short"): "un_short_es",
    ("ru", "short"): "un_short_ru",
    ("zh", "short"): "un_short_zh",
    ("ar", "short"): "un_short_ar",
    ("vi", "short"): "vi_name",
}


def load_parties(session: Session, actor: Actor, now: datetime) -> int:
    """Add every State and the European Union of the reviewed list that is not there yet; returns how many.

    A party that is there keeps its names: what the ministry has corrected is not overwritten. The host's own party is
    of kind HOST.
    """
    known = set(session.scalars(select(Party.code)))
    rows = [row for row in _rows("parties.csv") if row["iso2"] not in known]
    treaty_names = {row["code"]: row for row in _rows("treaty_names.csv")}
    renamings = list(_rows("renamings.csv"))
    for row in rows:
        party = _party(row)
        if row["iso2"] in treaty_names:
            _add_name(party, treaty_names[row["iso2"]]["language"], "treaty", treaty_names[row["iso2"]]["name"])
        for renaming in renamings:
            if renaming["code"] == party.code:
                _rename(party, renaming)
        session.add(party)
    session.flush()
    record(session, actor, now, verb="load", of=("party", "list"), after={"added": len(rows)})
    return len(rows)


def add_organization(session: Session, actor: Actor, now: datetime, *, entry: OrganizationEntry) -> Party:
    """Add a party that is no State (NAM-08: no entity becomes a State here). Raises PartyKnown, RuleBroken."""
    kind = PartyKind(entry.kind)
    names = {key: tidied(name) for key, name in entry.names.items() if tidied(name)}
    if kind in STATES or kind is PartyKind.REIO:
        raise RuleBroken("States come from the reviewed list of names only.", "kind")
    if not names.get(("en", "short")):
        raise RuleBroken("Enter the English short name.", "name")
    party = Party(
        code=tidied(entry.code).upper(),
        kind=kind.value,
        flag=entry.flag.upper(),
        region=entry.region,
        founded_year=entry.founded_year,
        article=entry.article,
    )
    for (language, name_kind), name in names.items():
        _add_name(party, language, name_kind, name)
    with refused_as(session, parties_code=PartyKnown(f"There is already a party with the code {party.code}.")):
        session.add(party)
    record(session, actor, now, verb="add", of=("party", party.code), after={"name": names["en", "short"]})
    return party


def _party(row: dict[str, str]) -> Party:
    party = Party(
        code=row["iso2"],
        kind=(PartyKind.HOST if row["iso2"] == HOST_CODE else KIND_OF_STATUS[row["un_status"]]).value,
        iso3=row["iso3"],
        flag=row["iso2"],
        region=row["un_regional_group"].partition(" ")[0],
        member_since=int(row["un_member_since"]) if row["un_member_since"] else None,
        member_of=EUROPEAN_UNION if row["eu_member"] == "1" else "",
        article=row["un_short_article"],
    )
    for (language, kind), column in NAME_COLUMNS.items():
        if row[column]:
            # The list writes an underscore where Arabic prints a lengthened stroke.
            _add_name(party, language, kind, row[column].replace("_", "\u0640"))
    return party


def _add_name(party: Party, language: str, kind: str, name: str) -> PartyName:
    added = PartyName(language=language, kind=kind, name=name, sort_key=sort_key(language, name))
    party.names.append(added)
    return added


def _rename(party: Party, renaming: dict[str, str]) -> None:
    """NAM-02: the old name ends on the day on which the new one begins."""
    begins = date.fromisoformat(renaming["valid_from"])
    for name in party.names:
        if (name.language, name.kind) == (renaming["language"], renaming["kind"]):
            name.valid_until = begins
    _add_name(party, renaming["language"], renaming["kind"], renaming["name"]).valid_from = begins


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)
