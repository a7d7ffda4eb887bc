"""The state of the application with each person, so that lists of people can be narrowed to it.

Revision 0015, after 0014.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "participants", sa.Column("application", sa.String(length=12), nullable=False, server_default="draft")
    )
    op.execute(
        "UPDATE participants SET application = (SELECT accreditations.state FROM accreditations "
        "WHERE accreditations.participant_id = participants.id) "
        "WHERE id IN (SELECT participant_id FROM accreditations)"
    )
    op.create_index(
        "ix_participants_by_application", "participants", ["application", "sort_name", "id", "state"]
    )


def downgrade() -> None:
    op.drop_index("ix_participants_by_application", "participants")
    op.drop_column("participants", "application")
