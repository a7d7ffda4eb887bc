"""The life of one card, and of one order of printing (BDG-07)."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class BadgeState(StrEnum):
    QUEUED = "queued"
    PRINTED = "printed"
    VOID = "void"


BADGE: Lifecycle[BadgeState] = Lifecycle(
    "badge",
    BadgeState.QUEUED,
    [
        ("confirm", [BadgeState.QUEUED], BadgeState.PRINTED),
        ("void", [BadgeState.QUEUED, BadgeState.PRINTED], BadgeState.VOID),
    ],
)


class PrintRunState(StrEnum):
    QUEUED = "queued"
    READY = "ready"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    CANCELLED = "cancelled"


_P = PrintRunState
PRINT_RUN: Lifecycle[PrintRunState] = Lifecycle(
    "print run",
    _P.QUEUED,
    [
        ("finish", [_P.QUEUED], _P.READY),
        ("fail", [_P.QUEUED], _P.FAILED),
        ("cancel", [_P.QUEUED, _P.FAILED, _P.READY], _P.CANCELLED),
        ("resume", [_P.FAILED, _P.CANCELLED], _P.QUEUED),
        ("confirm", [_P.READY], _P.CONFIRMED),
    ],
)


class DesignState(StrEnum):
    """Of one version of a design; a published one never changes again."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


_D = DesignState
CARD_DESIGN: Lifecycle[DesignState] = Lifecycle(
    "design",
    _D.DRAFT,
    [
        ("publish", [_D.DRAFT], _D.PUBLISHED),
        ("retire", [_D.PUBLISHED], _D.RETIRED),
    ],
)
