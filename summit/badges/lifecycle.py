"""The life of one card (BDG-01, BDG-03, BDG-07), of a reported loss, and of one order of printing."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class BadgeState(StrEnum):
    QUEUED = "queued"
    PRINTED = "printed"
    HANDED_OUT = "handed_out"
    RETURNED = "returned"
    LOST = "lost"
    STOLEN = "stolen"
    DAMAGED = "damaged"
    VOID = "void"


_B = BadgeState
IN_HAND = (_B.PRINTED, _B.HANDED_OUT)
LIVE = (_B.QUEUED, *IN_HAND)


BADGE: Lifecycle[BadgeState] = Lifecycle(
    "badge",
    BadgeState.QUEUED,
    [
        ("confirm", [_B.QUEUED], _B.PRINTED),
        ("hand_over", [_B.PRINTED], _B.HANDED_OUT),
        ("return_", [_B.HANDED_OUT], _B.RETURNED),
        ("report_lost", IN_HAND, _B.LOST),
        ("report_stolen", IN_HAND, _B.STOLEN),
        ("report_damaged", IN_HAND, _B.DAMAGED),
        ("void", [_B.QUEUED, _B.PRINTED], _B.VOID),
        ("supersede", LIVE, _B.VOID),
    ],
)


class LossKind(StrEnum):
    """Why a card is to be replaced by another one (BDG-03)."""

    LOST = "lost"
    STOLEN = "stolen"
    DAMAGED = "damaged"


class LossState(StrEnum):
    REPORTED = "reported"
    APPROVED = "approved"
    REFUSED = "refused"
    REPLACED = "replaced"


_L = LossState
OPEN_LOSSES = (_L.REPORTED, _L.APPROVED, _L.REFUSED)
LOSS: Lifecycle[LossState] = Lifecycle(
    "report of a loss",
    _L.REPORTED,
    [
        ("approve", [_L.REPORTED, _L.REFUSED], _L.APPROVED),
        ("refuse", [_L.REPORTED, _L.APPROVED], _L.REFUSED),
        ("replace", [_L.APPROVED], _L.REPLACED),
    ],
)


class FloaterState(StrEnum):
    AT_DESK = "at_desk"
    HANDED_OUT = "handed_out"
    LOST = "lost"
    VOID = "void"


_F = FloaterState
FLOATER: Lifecycle[FloaterState] = Lifecycle(
    "floater pass",
    _F.AT_DESK,
    [
        ("hand_over", [_F.AT_DESK], _F.HANDED_OUT),
        ("return_", [_F.HANDED_OUT], _F.AT_DESK),
        ("report_lost", [_F.AT_DESK, _F.HANDED_OUT], _F.LOST),
        ("void", [_F.AT_DESK], _F.VOID),
    ],
)


class DayBadgeState(StrEnum):
    PRINTED = "printed"
    HANDED_OUT = "handed_out"
    RETURNED = "returned"
    LOST = "lost"
    VOID = "void"


_D = DayBadgeState
DAY_BADGE: Lifecycle[DayBadgeState] = Lifecycle(
    "day badge",
    _D.PRINTED,
    [
        ("enter", [_D.PRINTED], _D.HANDED_OUT),
        ("return_", [_D.HANDED_OUT], _D.RETURNED),
        ("report_lost", [_D.PRINTED, _D.HANDED_OUT], _D.LOST),
        ("void", [_D.PRINTED, _D.HANDED_OUT], _D.VOID),
    ],
)


class VehiclePassState(StrEnum):
    QUEUED = "queued"
    PRINTED = "printed"
    HANDED_OUT = "handed_out"
    RETURNED = "returned"
    LOST = "lost"
    VOID = "void"


_V = VehiclePassState
VEHICLE_PASS: Lifecycle[VehiclePassState] = Lifecycle(
    "vehicle pass",
    _V.QUEUED,
    [
        ("confirm", [_V.QUEUED], _V.PRINTED),
        ("hand_over", [_V.PRINTED], _V.HANDED_OUT),
        ("return_", [_V.HANDED_OUT], _V.RETURNED),
        ("report_lost", [_V.PRINTED, _V.HANDED_OUT], _V.LOST),
        ("void", [_V.QUEUED, _V.PRINTED], _V.VOID),
    ],
)


class LapelPinState(StrEnum):
    """Of one pin in the hands of one person; a pin that came back is given out again under its number."""

    ISSUED = "issued"
    RETURNED = "returned"
    LOST = "lost"


_N = LapelPinState
LAPEL_PIN: Lifecycle[LapelPinState] = Lifecycle(
    "lapel pin",
    _N.ISSUED,
    [
        ("return_", [_N.ISSUED], _N.RETURNED),
        ("report_lost", [_N.ISSUED], _N.LOST),
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


_S = DesignState
CARD_DESIGN: Lifecycle[DesignState] = Lifecycle(
    "design",
    _S.DRAFT,
    [
        ("publish", [_S.DRAFT], _S.PUBLISHED),
        ("retire", [_S.PUBLISHED], _S.RETIRED),
    ],
)
