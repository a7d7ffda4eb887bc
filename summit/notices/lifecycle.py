"""Where a letter stands between the one who causes it and the one who reads it (trust-and-ux 4.17)."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class NoticeState(StrEnum):
    QUEUED = "queued"
    HELD = "held"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    DISCARDED = "discarded"


_S = NoticeState
NOTICE: Lifecycle[NoticeState] = Lifecycle(
    "letter",
    _S.QUEUED,
    [
        ("hold", [_S.QUEUED], _S.HELD),
        ("release", [_S.HELD], _S.QUEUED),
        ("discard", [_S.HELD], _S.DISCARDED),
        ("send", [_S.QUEUED], _S.SENT),
        ("fail", [_S.QUEUED], _S.FAILED),
        ("bounce", [_S.QUEUED, _S.SENT], _S.BOUNCED),
        ("requeue", [_S.FAILED, _S.BOUNCED], _S.QUEUED),
    ],
)
STATE_NAMES: dict[NoticeState, str] = {
    _S.HELD: "Held for review",
    _S.QUEUED: "Waiting to be sent",
    _S.SENT: "Sent",
    _S.FAILED: "Could not be sent",
    _S.BOUNCED: "Came back",
    _S.DISCARDED: "Discarded",
}
