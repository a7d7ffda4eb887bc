"""The duplicate desk: keys by which records of one person are found, claims, dismissed pairs, and what follows a record.

Revision 0012, after 0011.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from summit.delegations.naming import name_key, sound_key

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


KEYS = {
    "ix_persons_passport_trace": ["passport_trace"],
    "ix_persons_by_sound": ["sound_key", "born_on"],
    "ix_persons_by_name_key": ["name_key", "nationality"],
}


def upgrade() -> None:
    op.add_column("persons", sa.Column("passport_trace", sa.String(length=64), nullable=True))
    for name in ("name_key", "sound_key"):
        op.add_column("persons", sa.Column(name, sa.String(length=400), nullable=False, server_default=""))
    for name, columns in KEYS.items():
        op.create_index(name, "persons", columns)
    # Written out, because SQLite takes the reference with the column only and would otherwise copy the whole table.
    op.execute(
        "ALTER TABLE participants ADD COLUMN followed_by_id INTEGER "
        "CONSTRAINT fk_participants_followed_by_id REFERENCES participants (id)"
    )
    op.create_index(op.f("ix_participants_followed_by_id"), "participants", ["followed_by_id"])
    _create_claims()
    op.create_table(
        "pair_dismissals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_person_id", sa.Integer(), nullable=False),
        sa.Column("second_person_id", sa.Integer(), nullable=False),
        sa.Column("dismissed_by", sa.String(length=20), nullable=False),
        sa.Column("dismissed_by_name", sa.String(length=200), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_person_id < second_person_id", name=op.f("ck_pair_dismissals_in_order")),
        sa.ForeignKeyConstraint(["first_person_id"], ["persons.id"], name=op.f("fk_pair_dismissals_first_person_id")),
        sa.ForeignKeyConstraint(["second_person_id"], ["persons.id"], name=op.f("fk_pair_dismissals_second_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_dismissals")),
        sa.UniqueConstraint("first_person_id", "second_person_id", name="uq_pair_dismissals_pair"),
    )
    op.create_index(op.f("ix_pair_dismissals_second_person_id"), "pair_dismissals", ["second_person_id"])
    _fill_keys()


def downgrade() -> None:
    op.drop_index(op.f("ix_pair_dismissals_second_person_id"), "pair_dismissals")
    op.drop_table("pair_dismissals")
    op.drop_index("ix_registration_claims_state", "registration_claims")
    op.drop_index("uq_registration_claims_open", "registration_claims")
    op.drop_index(op.f("ix_registration_claims_person_id"), "registration_claims")
    op.drop_table("registration_claims")
    op.drop_index(op.f("ix_participants_followed_by_id"), "participants")
    op.drop_column("participants", "followed_by_id")
    for name in KEYS:
        op.drop_index(name, "persons")
    for name in ("sound_key", "name_key", "passport_trace"):
        op.drop_column("persons", name)


def _create_claims() -> None:
    op.create_table(
        "registration_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("given_names", sa.String(length=200), nullable=False),
        sa.Column("passport_hash", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("claimed_by", sa.String(length=20), nullable=False),
        sa.Column("claimed_by_name", sa.String(length=200), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("answered_by", sa.String(length=20), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_registration_claims_delegation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_registration_claims_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_claims")),
        sa.UniqueConstraint("code", name=op.f("uq_registration_claims_code")),
    )
    op.create_index(op.f("ix_registration_claims_person_id"), "registration_claims", ["person_id"])
    op.create_index("ix_registration_claims_state", "registration_claims", ["state", "claimed_at", "id"])
    is_open = sa.text("state = 'open'")
    op.create_index(
        "uq_registration_claims_open",
        "registration_claims",
        ["delegation_id", "person_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _fill_keys() -> None:
    """Whoever is registered is found at once; a passport that a withdrawal freed before this revision leaves no trace."""
    connection = op.get_bind()
    persons = sa.table("persons", sa.column("id"), sa.column("name_key"), sa.column("sound_key"))
    rows = connection.execute(sa.text("SELECT id, family_name, given_names FROM persons")).all()
    keys = [(row.id, name_key(row.family_name, row.given_names)) for row in rows]
    if keys:
        connection.execute(
            sa.update(persons)
            .where(persons.c.id == sa.bindparam("of"))
            .values(name_key=sa.bindparam("key"), sound_key=sa.bindparam("sound")),
            [{"of": number, "key": key, "sound": sound_key(key)} for number, key in keys],
        )
    connection.execute(sa.text("UPDATE persons SET passport_trace = passport_hash"))
