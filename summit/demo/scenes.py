"""Who chairs, speaks and signs in the programme: nobody in two places at once (BIL-10). Pure."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart
from summit.delegations.lifecycle import DelegateFunction
from summit.demo.cast import Course, Member, Team
from summit.demo.cast.seats import OF_STATES
from summit.demo.programme import lines, side_events
from summit.demo.signatories import HOST, signatories

CHAIR, SPEAKER, SIGNATORY = ContributorPart.CHAIR, ContributorPart.SPEAKER, ContributorPart.SIGNATORY
F = DelegateFunction
SIGNS_FOR_HOST = "public_security_minister"  # domain 1.2
STATEMENTS = {"D1": 19, "D2": 24, "D3": 20}  # 19 on the first afternoon, over 60 in all (domain 1.2)
CHAIRS = {  # of lines whose chair the reports name, or who follows from the line: party and post
    "O1": (("VN", "president"),),
    "S1": (("OLATS", "treaty_section_chief"),),
    "D1": (("VN", "prime_minister"), ("UNSEC", "secretary_general")),
    "D2": (("VN", "foreign_minister"),),
    "D3": (("VN", "justice_minister"),),
    "Z1": (("VN", "public_security_minister"),),
}
SPEAKERS = {
    "O1": (("UNSEC", "secretary_general"), ("UNODC", "executive_director")),
    "P2": (("VN", "prime_minister"), ("UNSEC", "secretary_general")),
    "Z1": (("UNODC", "executive_director"),),
    "P3": (("VN", "foreign_minister"), ("UNODC", "executive_director")),
}
PANELS = ("H1", "H2", "Q1", "Q2", "H3", "H4", "Q3", "Q4")
PANELISTS = 4
LED_BY = (F.DHOD, F.ALT, F.REP, F.EXP, F.ADV, F.HOD)  # who speaks for a State in a side event, the first who is free
SPOKEN_FOR_BY = (F.HOD, F.REP, F.EXP, F.ADV)  # the same for other bodies


@dataclass(frozen=True, slots=True)
class Scene:
    """`member` (a key of the cast) takes that part in the line or side event of that key."""

    entry: str
    member: str
    part: ContributorPart


def scenes(seed: int, teams: Sequence[Team]) -> tuple[Scene, ...]:
    """Every part of the programme, for as many people as the cast has; only approved ones contribute (SID-07)."""
    stage = _Stage(random.Random(f"{seed} scenes"), teams)
    stage.open_and_sign()
    stage.debate()
    stage.discuss()
    stage.hold_side_events()
    return tuple(stage.scenes)


class _Stage:
    """Hands out parts and remembers who is busy when."""

    def __init__(self, rng: random.Random, teams: Sequence[Team]) -> None:
        self.scenes: list[Scene] = []
        self._rng = rng
        self._teams = {team.party: team for team in teams}
        self._busy: defaultdict[str, list[EntryDraft]] = defaultdict(list)
        self._drafts = {line.key: line.draft for line in lines()}
        self._drafts |= {event.key: event.draft for event in side_events()}

    def open_and_sign(self) -> None:
        """The parts that the reports name, and the signatories of the session in the main hall (EVT-03)."""
        for part, named in ((CHAIR, CHAIRS), (SPEAKER, SPEAKERS)):
            for entry, holders in named.items():
                for party, post in holders:
                    self._give(entry, part, (one for one in self._people(party) if one.role == post))
        for signatory in signatories():
            people = self._people(signatory.iso2)
            if signatory.in_main_hall:
                self._give("S1", SIGNATORY, (one for one in people if self._signs(signatory.iso2, one)))

    def debate(self) -> None:
        """National statements by class, then in English alphabetical order (SPK-01), through all parts of the debate."""
        speakers = iter(self._heads())
        for entry, statements in STATEMENTS.items():
            for _ in range(statements):
                self._give(entry, SPEAKER, speakers)

    def discuss(self) -> None:
        """High-level discussions and round tables: a chair from a State, and a mixed panel."""
        heads = self._heads()
        others = [one for team in self._teams.values() if team.kind not in OF_STATES for one in self._voices(team)]
        for entry in PANELS:
            self._give(entry, CHAIR, self._shuffled(heads))
            for place in range(PANELISTS):
                self._give(entry, SPEAKER, self._shuffled(heads if place % 2 else others))

    def hold_side_events(self) -> None:
        """The lead's people chair and explain, each co-sponsor sends a speaker."""
        for event in side_events():
            self._give(event.key, CHAIR, self._voices(self._teams[event.lead]))
            for party in (event.lead, *event.co_sponsors):
                self._give(event.key, SPEAKER, self._voices(self._teams[party]))

    def _give(self, entry: str, part: ContributorPart, willing: Iterable[Member]) -> None:
        """To the first who is approved and free; to nobody if there is none."""
        draft = self._drafts[entry]
        for one in willing:
            if one.course is Course.APPROVED and not any(_clash(draft, duty) for duty in self._busy[one.key]):
                self._busy[one.key].append(draft)
                self.scenes.append(Scene(entry, one.key, part))
                return

    def _shuffled(self, people: list[Member]) -> list[Member]:
        return self._rng.sample(people, len(people))

    def _people(self, party: str) -> tuple[Member, ...]:
        return self._teams[party].members

    def _signs(self, party: str, one: Member) -> bool:
        return one.role == SIGNS_FOR_HOST if party == HOST else one.is_head

    def _heads(self) -> list[Member]:
        """Heads of State delegations by class, the host's left out: its leaders chair."""
        heads = [team.head for team in self._teams.values() if team.kind in OF_STATES and team.party != HOST]
        return sorted((head for head in heads if head is not None), key=lambda head: head.post.rank_class)

    def _voices(self, team: Team) -> Iterator[Member]:
        """Who may speak for a delegation, in the order in which they are asked."""
        functions = LED_BY if team.kind in OF_STATES else SPOKEN_FOR_BY
        for function in functions:
            yield from (one for one in team.members if one.post.function is function)


def _clash(one: EntryDraft, other: EntryDraft) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
