"""Documents in two languages.

Revision 0020, after 0019.

The column of the language becomes wide enough for two. SQLite cannot change a column, and its table may not be copied, for
versions refer to it; but it never looks at the length of a text either, so only what is written down of the table changes,
in the way that its documentation of ALTER TABLE allows for changes that leave the stored rows as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _widen(2, 5)


def downgrade() -> None:
    # What is in two languages has no place in the narrow column, and no reader there.
    bilingual = "SELECT id FROM documents WHERE length(language) > 2"
    versions = f"SELECT id FROM document_versions WHERE document_id IN ({bilingual})"
    op.execute(f"DELETE FROM corrections WHERE version_id IN ({versions})")
    op.execute(f"DELETE FROM document_versions WHERE document_id IN ({bilingual})")
    op.execute("DELETE FROM documents WHERE length(language) > 2")
    _widen(5, 2)


def _widen(before: int, after: int) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(
            "documents", "language", existing_type=sa.String(length=before), type_=sa.String(length=after),
            existing_nullable=False,
        )  # fmt: skip
        return
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        f"UPDATE sqlite_master SET sql = replace(sql, 'language VARCHAR({before})', 'language VARCHAR({after})') "
        "WHERE type = 'table' AND name = 'documents'"
    )
    op.execute("PRAGMA writable_schema = RESET")
