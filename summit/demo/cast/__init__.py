"""Who comes to the demonstration: invented delegations, complete before anything is written down."""

from summit.demo.cast.assembling import assembled
from summit.demo.cast.facts import Course, Member, Team

__all__ = ["Course", "Member", "Team", "assembled"]
