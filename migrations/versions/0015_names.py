"""Names as they are read by machines, spoken, announced and sorted, each kept apart (PER-01).

Revision 0015, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from summit.delegations.naming import suggested_machine_name

revision = "0015"
down_revision = "0012"
branch_labels = None
depends_on = None

NAMES = {"personal_title": 40, "address_name": 80, "phonetic_hint": 120, "machine_name": 39, "sort_as": 200}


def upgrade() -> None:
    for name, length in NAMES.items():
        op.add_column("persons", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    _suggest_machine_names()


def downgrade() -> None:
    for name in NAMES:
        op.drop_column("persons", name)


def _suggest_machine_names() -> None:
    """Whoever is registered gets the first suggestion; from then on the field is theirs."""
    connection = op.get_bind()
    persons = sa.table("persons", sa.column("id"), sa.column("machine_name"))
    rows = connection.execute(sa.text("SELECT id, family_name, given_names FROM persons")).all()
    if rows:
        connection.execute(
            sa.update(persons)
            .where(persons.c.id == sa.bindparam("of"))
            .values(machine_name=sa.bindparam("name")),
            [{"of": row.id, "name": suggested_machine_name(row.family_name, row.given_names)} for row in rows],
        )
