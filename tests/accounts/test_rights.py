"""The rights table: data, page, guards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from summit.accounts.policy import (
    GRANTABLE_BY_ADMINISTRATOR,
    SHORT,
    TABLE,
    WRITTEN_TABLE,
    Action,
    FieldGroup,
    Grant,
    Role,
    Scope,
    field_groups,
    widest,
)


def test_every_action_has_a_row_and_every_row_reads_back() -> None:
    assert set(TABLE) == set(Action)
    letters = {role: short for short, role in SHORT.items()}
    for action, cells in TABLE.items():
        written = " ".join(f"{letters[role]}:{grant.written}" for role, grant in cells.items())
        assert written == WRITTEN_TABLE[action]


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown mark"):
        Grant.parse("ex")


def test_offices_that_decide_on_people_are_kept_apart() -> None:
    """PM-2, ROL-02: who prints does not decide, who decides does not clear, who administers sees nobody."""
    decide, clear, print_ = (
        TABLE[Action.DECIDE_ACCREDITATION],
        TABLE[Action.RECORD_VETTING],
        TABLE[Action.PRINT_BADGES],
    )
    assert not set(decide) & set(clear)
    assert not set(print_) & (set(decide) | set(clear))
    assert field_groups(frozenset({Role.ADMINISTRATOR.value})) == frozenset()
    assert Role.ACCREDITATION_OFFICER not in GRANTABLE_BY_ADMINISTRATOR


def test_the_widest_cell_counts() -> None:
    roles = frozenset({Role.FOCAL_POINT.value, Role.PROTOCOL_OFFICER.value})
    grant = widest(roles, Action.SEE_DELEGATIONS)
    assert grant is not None
    assert grant.scope is Scope.EVENT
    assert FieldGroup.IDENTITY in field_groups(roles)
    assert widest(frozenset(), Action.SEE_DELEGATIONS) is None


def test_the_page_is_drawn_from_the_table(client_as: Callable[..., FlaskClient]) -> None:
    html = client_as(Role.ADMINISTRATOR).get("/rights").get_data(as_text=True)
    for action in Action:
        assert f'<th scope="row">{action.value.replace("-", " ")}</th>' in html
    assert html.count("<td>e</td>") == sum(
        grant.written == "e" for cells in TABLE.values() for grant in cells.values()
    )
    assert client_as(Role.BADGE_DESK).get("/rights").status_code == 403
