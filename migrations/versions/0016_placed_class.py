"""The class by which lists place somebody: that of the principal for a spouse without an office (DEL-11).

Revision 0016, after 0015.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participants", sa.Column("placed_class", sa.Integer(), nullable=False, server_default="70"))
    op.execute("UPDATE participants SET placed_class = rank_class")
    op.execute(
        "UPDATE participants SET placed_class = (SELECT p.rank_class FROM participants AS p JOIN accompaniments AS a "
        "ON a.principal_id = p.id WHERE a.participant_id = participants.id) "
        "WHERE function = 'SPO' AND rank_class = 70 AND id IN (SELECT participant_id FROM accompaniments)"
    )
    op.drop_index("ix_participants_by_rank", "participants")
    op.create_index("ix_participants_by_rank", "participants", ["placed_class", "sort_name", "id", "state"])


def downgrade() -> None:
    op.drop_index("ix_participants_by_rank", "participants")
    op.create_index("ix_participants_by_rank", "participants", ["rank_class", "sort_name", "id", "state"])
    op.drop_column("participants", "placed_class")
