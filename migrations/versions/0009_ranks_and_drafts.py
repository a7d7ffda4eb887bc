"""Classes of precedence as data, drafts of forms, and who is a member of the European Union.

Revision 0009, after 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# The classes that the code held before, by the numbers that people are of.
CLASSES = (
    (10, "Head of State", "head_of_state", "President, monarch, party leader who is also Head of State, acting Head of State"),
    (15, "Vice-President, Crown Prince or Princess", "deputy_head_of_state", "Vice-President, Crown Prince or Princess"),
    (20, "Head of Government", "head_of_government", "Prime Minister, Chancellor, Premier"),
    (22, "Head of an organization at leaders' level", "organization_leader",
     "President of the European Council or Commission, Secretary-General invited among leaders"),
    (25, "Speaker of parliament", "ministerial", "Speaker or chair of parliament or of one of its chambers"),
    (30, "Deputy Prime Minister", "ministerial", "Deputy Prime Minister, Vice-Chancellor"),
    (40, "Minister for Foreign Affairs", "foreign_minister", "Minister for Foreign Affairs, Secretary of State"),
    (41, "Other cabinet minister", "ministerial", "Cabinet minister, Attorney-General with cabinet rank"),
    (45, "Minister of State, special envoy", "ministerial", "Minister of State, special envoy with ministerial rank"),
    (50, "Vice-minister, State secretary", "other", "Vice-minister, State secretary, deputy minister"),
    (60, "Ambassador, permanent representative", "other", "Permanent representative, ambassador as head of delegation"),
    (65, "Director-general, senior official", "other", "Director-general, senior official as head"),
    (70, "Chargé d'affaires, other", "other", "Chargé d'affaires, and everybody who has no class yet"),
)  # fmt: skip

MEMBERS = (
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL",
    "PL", "PT", "RO", "SK", "SI", "ES", "SE",
)  # fmt: skip


def upgrade() -> None:
    table = op.create_table(
        "rank_classes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("holds", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 999", name=op.f("ck_rank_classes_number_has_three_figures")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rank_classes")),
        sa.UniqueConstraint("number", name=op.f("uq_rank_classes_number")),
    )
    op.bulk_insert(
        table,
        [
            {"number": number, "name": name, "kind": kind, "holds": holds, "version": 1}
            for number, name, kind, holds in CLASSES
        ],
    )


    op.add_column("parties", sa.Column("member_of", sa.String(length=12), server_default="", nullable=False))
    parties = sa.table("parties", sa.column("code", sa.String), sa.column("member_of", sa.String))
    op.execute(parties.update().where(parties.c.code.in_(MEMBERS)).values(member_of="EU"))
    op.create_table(
        "form_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("content_sealed", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_drafts")),
        sa.UniqueConstraint("owner", "form", name="uq_form_drafts_form"),
    )
    op.create_index(op.f("ix_form_drafts_saved_at"), "form_drafts", ["saved_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_form_drafts_saved_at"), table_name="form_drafts")
    op.drop_table("form_drafts")
    op.drop_column("parties", "member_of")
    op.drop_table("rank_classes")
