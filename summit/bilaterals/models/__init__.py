"""What is kept of bilaterals: requests and meetings, and the plans of many."""

from summit.bilaterals.models.plans import PlanStep, ScheduleRun
from summit.bilaterals.models.requests import BilateralMeeting, MeetingRequest

__all__ = ["BilateralMeeting", "MeetingRequest", "PlanStep", "ScheduleRun"]
