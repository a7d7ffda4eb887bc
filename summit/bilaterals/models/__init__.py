"""What is kept of bilaterals: requests and meetings, the plans of many, what keeps a principal from meeting."""

from summit.bilaterals.models.plans import PlanStep, ScheduleRun
from summit.bilaterals.models.requests import (
    BilateralMeeting,
    MeetingRequest,
    MeetingWindow,
    PrincipalBlock,
    PullAside,
    RoomRequest,
)

__all__ = [
    "BilateralMeeting",
    "MeetingRequest",
    "MeetingWindow",
    "PlanStep",
    "PrincipalBlock",
    "PullAside",
    "RoomRequest",
    "ScheduleRun",
]
