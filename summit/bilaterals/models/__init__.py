"""What is kept of bilaterals: requests and meetings, plans of many, what keeps a principal, the host's terms."""

from summit.bilaterals.models.plans import PlanStep, ScheduleRun
from summit.bilaterals.models.requests import (
    BilateralMeeting,
    MeetingRequest,
    MeetingWindow,
    PrincipalBlock,
    PullAside,
    RoomRequest,
)
from summit.bilaterals.models.terms import InterpreterPool, SeparationPair

__all__ = [
    "BilateralMeeting",
    "InterpreterPool",
    "MeetingRequest",
    "MeetingWindow",
    "PlanStep",
    "PrincipalBlock",
    "PullAside",
    "RoomRequest",
    "ScheduleRun",
    "SeparationPair",
]
