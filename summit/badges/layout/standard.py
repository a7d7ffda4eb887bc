"""The designs that every summit has from the start: one for each kind of card, and a smaller badge."""

from __future__ import annotations

from summit.badges.layout.badges import BADGE, SMALL_BADGE
from summit.badges.layout.passes import DAY_BADGE, FLOATER, PIN_RECORD, VEHICLE
from summit.badges.layout.table import NAME_PLATE, PLACE_CARD

BUILT_IN = (BADGE, SMALL_BADGE, FLOATER, VEHICLE, DAY_BADGE, PIN_RECORD, NAME_PLATE, PLACE_CARD)
STANDARD = {
    design.kind: design for design in (BADGE, FLOATER, VEHICLE, DAY_BADGE, PIN_RECORD, NAME_PLATE, PLACE_CARD)
}
