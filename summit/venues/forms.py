"""The form of a room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summit.foundation.errors import SummitError
from summit.venues.facts import ROOM_KINDS, RoomFacts, VenueFacts


class RoomForm(FlaskForm):
    """A room as its door and the fire officer's list describe it."""

    code = StringField("Code", [InputRequired("Enter the code on the door."), Length(max=20)])
    name = StringField("Name", [InputRequired("Enter the room's name."), Length(max=120)])
    venue = SelectField("Venue", [InputRequired("Choose a venue.")])
    kind = SelectField(
        "Kind",
        [InputRequired("Choose a kind.")],
        choices=[SelectChoice(kind, name) for kind, name in ROOM_KINDS.items()],
    )
    capacity = IntegerField(
        "Capacity",
        [
            InputRequired("Enter how many persons it seats."),
            NumberRange(1, 100_000, "Enter 1 to 100,000 persons."),
        ],
        render_kw={"inputmode": "numeric"},
    )
    zone = SelectField("Access zone")
    floor = StringField("Floor", [Optional(), Length(max=40)])
    position = IntegerField(
        "Place in lists", [Optional(), NumberRange(0, 100_000)], render_kw={"inputmode": "numeric"}
    )

    def offer(self, venues: Iterable[VenueFacts], zones: Mapping[str, str]) -> None:
        """Fill the choices that the database knows."""
        self.venue.choices = [SelectChoice(venue.code, venue.name) for venue in venues]
        self.zone.choices = [
            SelectChoice("", "None"),
            *(SelectChoice(code, f"{code} · {name}") for code, name in zones.items()),
        ]

    def facts(self) -> RoomFacts:
        """What was entered."""
        return RoomFacts(
            code=(self.code.data or "").strip(),
            name=(self.name.data or "").strip(),
            capacity=self.capacity.data or 0,
            kind=self.kind.data or "",
            zone=self.zone.data or "",
            floor=(self.floor.data or "").strip(),
            position=self.position.data or 0,
            venue_code=self.venue.data or "",
        )

    def refuse(self, error: SummitError) -> None:
        """Show a refused rule at its field, or above the form."""
        name = getattr(error, "field", None)
        if name in self:
            self[name].errors = [*self[name].errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)
