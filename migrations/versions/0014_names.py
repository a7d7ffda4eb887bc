"""Names as they are read by machines, spoken, announced and sorted, each kept apart (PER-01).

Revision 0014, after 0013.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from summit.delegations.naming import given_key, suggested_machine_name

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SORT_KEY = sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql")
NAMES = {"personal_title": 40, "address_name": 80, "phonetic_hint": 120, "machine_name": 39, "sort_as": 200}


def upgrade() -> None:
    for name, length in NAMES.items():
        op.add_column("persons", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.add_column(
        "participants", sa.Column("given_sort_name", SORT_KEY, nullable=False, server_default="")
    )
    _fill()
    op.create_index("ix_participants_by_given_name", "participants", ["given_sort_name", "id", "state"])


def downgrade() -> None:
    op.drop_index("ix_participants_by_given_name", "participants")
    op.drop_column("participants", "given_sort_name")
    for name in NAMES:
        op.drop_column("persons", name)


def _fill() -> None:
    """Whoever is registered gets the first suggestion, which from then on is theirs, and a place by given name."""
    connection = op.get_bind()
    persons = sa.table("persons", sa.column("id"), sa.column("machine_name"))
    participants = sa.table("participants", sa.column("person_id"), sa.column("given_sort_name"))
    rows = connection.execute(
        sa.text("SELECT id, family_name, given_names, native_name, native_language, nationality FROM persons")
    ).all()
    if not rows:
        return
    connection.execute(
        sa.update(persons).where(persons.c.id == sa.bindparam("of")).values(machine_name=sa.bindparam("name")),
        [{"of": row.id, "name": suggested_machine_name(row.family_name, row.given_names)} for row in rows],
    )
    connection.execute(
        sa.update(participants)
        .where(participants.c.person_id == sa.bindparam("of"))
        .values(given_sort_name=sa.bindparam("key")),
        [{"of": row.id, "key": _given_key(row)} for row in rows],
    )


def _given_key(row: sa.Row) -> str:
    return given_key(
        row.family_name,
        row.given_names,
        vietnamese_name=row.native_name if row.native_language == "vi" else "",
        is_vietnamese=row.native_language == "vi" or row.nationality == "VNM",
    )
