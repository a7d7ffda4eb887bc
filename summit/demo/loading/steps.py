"""The order in which the demonstration is written down; it is the order in which it is told to have happened."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.demo.loading.claims import claim_people
from summit.demo.loading.contacts import note_further_posts, settle_mandates
from summit.demo.loading.decisions import decide, submit_applications, think_again, vet
from summit.demo.loading.invitations import compare_notes, file_notes, record_answers, send_invitations
from summit.demo.loading.offices import appoint_focal_points, invite_the_delegate, open_offices
from summit.demo.loading.papers import draft_design, publish_papers
from summit.demo.loading.places import name_contributors, set_up_summit, write_programme
from summit.demo.loading.registration import (
    bring_in_parties,
    note_confirmations,
    open_delegations,
    register_people,
    take_some_out,
)
from summit.demo.loading.remarks import write_remarks
from summit.demo.loading.stage import Stage
from summit.demo.loading.talks import hold_places, hold_talks
from summit.demo.loading.terms import announce_deadlines, place_the_union, set_quotas

STEPS: tuple[Callable[[Session, Stage], str], ...] = (
    set_up_summit,
    bring_in_parties,
    open_offices,
    open_delegations,
    appoint_focal_points,
    announce_deadlines,
    send_invitations,
    write_programme,
    settle_mandates,
    note_confirmations,
    record_answers,
    file_notes,
    register_people,
    take_some_out,
    place_the_union,
    set_quotas,
    compare_notes,
    note_further_posts,
    submit_applications,
    vet,
    decide,
    think_again,
    claim_people,
    name_contributors,
    hold_talks,
    write_remarks,
    publish_papers,
    draft_design,
    hold_places,
    invite_the_delegate,
)


def sign_off(session: Session, stage: Stage) -> None:
    """The journal says that all of the above was invented, and when it was written down."""
    after = {"seed": stage.plan.seed, "people": len(stage.plan.members)}
    record(session, stage.system, stage.moment, verb="load", of=("demonstration", "HANOI"), after=after)
