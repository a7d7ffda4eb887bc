"""Writing the demonstration down, step after step, through the rooms' own actions."""

from summit.demo.loading.custody import equip_desk, hand_badges_over
from summit.demo.loading.empty import NotEmpty, require_empty
from summit.demo.loading.offices import fresh_link, is_loaded
from summit.demo.loading.prints import print_badges
from summit.demo.loading.stage import Plan, Stage, planned
from summit.demo.loading.steps import STEPS, sign_off

__all__ = [
    "STEPS",
    "NotEmpty",
    "Plan",
    "Stage",
    "equip_desk",
    "fresh_link",
    "hand_badges_over",
    "is_loaded",
    "planned",
    "print_badges",
    "require_empty",
    "sign_off",
]
