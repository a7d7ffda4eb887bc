"""The house: accounts, journal, parties, people, accreditation, programme, meetings, badges.

Revision 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What may not overlap: table, key, start, end, and the name of the guard on both databases.
NO_OVERLAP = (
    ("room_holds", "room_id", "held_from", "held_until", "room_is_free"),
    ("engagements", "participant_id", "held_from", "held_until", "participant_is_free"),
    ("headships", "delegation_id", "head_from", "head_until", "one_head_at_a_time"),
)


def upgrade() -> None:
    _create_tables()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def downgrade() -> None:
    _drop_tables()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")


def _guard_on_postgresql() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for table, key, start, end, name in NO_OVERLAP:
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} "
            f"EXCLUDE USING gist ({key} WITH =, tstzrange({start}, {end}, '[)') WITH &&)"
        )
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'audit_is_append_only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def _guard_on_sqlite() -> None:
    for table, key, start, end, name in NO_OVERLAP:
        same = f"other.{key} = NEW.{key}"
        overlap = f"other.{start} < NEW.{end} AND NEW.{start} < other.{end}"
        for verb, also in (("INSERT", ""), ("UPDATE", "AND other.id <> NEW.id ")):
            op.execute(
                f"CREATE TRIGGER {name}_on_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW "
                f"WHEN EXISTS (SELECT 1 FROM {table} AS other WHERE {same} {also}AND {overlap}) "
                f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_is_append_only_{verb.lower()} BEFORE {verb} ON audit_entries "
            "BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END"
        )


def _create_tables() -> None:
    op.create_table(
        "accreditation_categories",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("color", sa.String(length=7), nullable=False),
        sa.Column("pattern", sa.String(length=12), nullable=False),
        sa.Column("zones", sa.String(length=20), nullable=False),
        sa.Column("self_print", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_accreditation_categories")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_code", sa.String(length=20), nullable=False),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("object_kind", sa.String(length=40), nullable=False),
        sa.Column("object_code", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("entry_hash", name=op.f("uq_audit_entries_entry_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_audit_entries_previous_hash")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_actor_code"), ["actor_code"], unique=False)

    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=False),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.Column("created_by", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("code", name=op.f("uq_jobs_code")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index("ix_jobs_state_beat", ["state", "heartbeat_at"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("once_key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body_sealed", sa.String(length=8000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("code", name=op.f("uq_notices_code")),
        sa.UniqueConstraint("once_key", name=op.f("uq_notices_once_key")),
    )
    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("flag", sa.String(length=2), nullable=False),
        sa.Column("region", sa.String(length=8), nullable=False),
        sa.Column("member_since", sa.Integer(), nullable=True),
        sa.Column("founded_year", sa.Integer(), nullable=True),
        sa.Column("article", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
        sa.UniqueConstraint("code", name=op.f("uq_parties_code")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("given_names", sa.String(length=200), nullable=False),
        sa.Column("family_first", sa.Boolean(), nullable=False),
        sa.Column("native_name", sa.String(length=200), nullable=False),
        sa.Column("native_language", sa.String(length=8), nullable=False),
        sa.Column("badge_name", sa.String(length=200), nullable=False),
        sa.Column("salutation", sa.String(length=20), nullable=False),
        sa.Column("style", sa.String(length=20), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("nationality", sa.String(length=3), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("passport_kind", sa.String(length=20), nullable=False),
        sa.Column("passport_issuer", sa.String(length=3), nullable=False),
        sa.Column("passport_sealed", sa.String(length=400), nullable=False),
        sa.Column("passport_hash", sa.String(length=64), nullable=True),
        sa.Column("passport_expires_on", sa.Date(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("photo_file", sa.String(length=80), nullable=False),
        sa.Column("photo_digest", sa.String(length=64), nullable=False),
        sa.Column("search_text", sa.String(length=1200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("family_name <> '' OR given_names <> ''", name=op.f("ck_persons_has_a_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("code", name=op.f("uq_persons_code")),
        sa.UniqueConstraint("passport_hash", name=op.f("uq_persons_passport_hash")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failures")),
    )
    with op.batch_alter_table("sign_in_failures", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_failures_key_at", ["key", "at"], unique=False)

    op.create_table(
        "summit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("short_title", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("collection_point", sa.String(length=200), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_summit_single_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summit")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_vi", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("code", name=op.f("uq_topics_code")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("code", name=op.f("uq_users_code")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "venues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venues")),
        sa.UniqueConstraint("code", name=op.f("uq_venues_code")),
    )
    op.create_table(
        "zones",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_zones")),
    )
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column(
            "sort_name",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("search_text", sa.String(length=2000), nullable=False),
        sa.Column("languages", sa.String(length=12), nullable=False),
        sa.Column("badge_quota", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("badge_quota >= 0", name=op.f("ck_delegations_badge_quota_is_not_negative")),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_delegations_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
        sa.UniqueConstraint("code", name=op.f("uq_delegations_code")),
        sa.UniqueConstraint("party_id", name=op.f("uq_delegations_party_id")),
    )
    with op.batch_alter_table("delegations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegations_sort_name"), ["sort_name"], unique=False)

    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_links_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_links_token_hash")),
    )
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_links_user_id"), ["user_id"], unique=False)

    op.create_table(
        "party_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_party_names_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_names")),
    )
    with op.batch_alter_table("party_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_names_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(
            "uq_party_names_party_language_kind_from",
            ["party_id", "language", "kind", "valid_from"],
            unique=True,
        )

    op.create_table(
        "print_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=80), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=20), nullable=False),
        sa.Column("created_by_name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_print_runs_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_runs")),
        sa.UniqueConstraint("code", name=op.f("uq_print_runs_code")),
    )
    op.create_table(
        "rooms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("zone_code", sa.String(length=4), nullable=True),
        sa.Column("floor", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_rooms_capacity_is_positive")),
        sa.ForeignKeyConstraint(["venue_id"], ["venues.id"], name=op.f("fk_rooms_venue_id")),
        sa.ForeignKeyConstraint(["zone_code"], ["zones.code"], name=op.f("fk_rooms_zone_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms")),
        sa.UniqueConstraint("code", name=op.f("uq_rooms_code")),
    )
    op.create_table(
        "user_roles",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_roles_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_user_roles")),
    )
    op.create_table(
        "user_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acting_for", sa.String(length=20), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_sessions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_sessions_token_hash")),
    )
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_sessions_user_id"), ["user_id"], unique=False)

    op.create_table(
        "agenda_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("abstract", sa.String(length=2000), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=40), nullable=False),
        sa.Column("access", sa.String(length=12), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("for_all_heads", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_agenda_entries_entry_has_length")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_agenda_entries_room_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_agenda_entries_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_entries")),
        sa.UniqueConstraint("code", name=op.f("uq_agenda_entries_code")),
    )
    with op.batch_alter_table("agenda_entries", schema=None) as batch_op:
        batch_op.create_index("ix_agenda_entries_starts", ["starts_at", "id"], unique=False)

    op.create_table(
        "focal_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("mandate_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mandate_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_deputy", sa.Boolean(), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_focal_points_delegation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_focal_points_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focal_points")),
        sa.UniqueConstraint("user_id", "delegation_id", "mandate_from", name="uq_focal_points_mandate"),
    )
    with op.batch_alter_table("focal_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_focal_points_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_focal_points_user_id"), ["user_id"], unique=False)

    op.create_table(
        "participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("native_title", sa.String(length=160), nullable=False),
        sa.Column("badge_title", sa.String(length=80), nullable=False),
        sa.Column("category", sa.String(length=4), nullable=False),
        sa.Column("rank_class", sa.Integer(), nullable=False),
        sa.Column("is_state_leader", sa.Boolean(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column(
            "sort_name",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("record_digest", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("registered_by", sa.String(length=20), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_participants_delegation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_participants_person_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_participants_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        sa.UniqueConstraint("code", name=op.f("uq_participants_code")),
        sa.UniqueConstraint("user_id", name=op.f("uq_participants_user_id")),
    )
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.create_index(
            "ix_participants_delegation_position", ["delegation_id", "position", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_participants_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participants_sort_name"), ["sort_name"], unique=False)
        batch_op.create_index(
            "uq_participants_person",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("state = 'enrolled'"),
            postgresql_where=sa.text("state = 'enrolled'"),
        )

    op.create_table(
        "room_holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("held_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder_kind", sa.String(length=30), nullable=False),
        sa.Column("holder_code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.CheckConstraint("held_from < held_until", name=op.f("ck_room_holds_hold_has_length")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_room_holds_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_holds")),
        sa.UniqueConstraint("holder_code", name=op.f("uq_room_holds_holder_code")),
    )
    with op.batch_alter_table("room_holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_holds_room_id"), ["room_id"], unique=False)

    op.create_table(
        "accreditations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("clearance", sa.String(length=12), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by", sa.String(length=20), nullable=False),
        sa.Column("cleared_digest", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.String(length=20), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_digest", sa.String(length=64), nullable=False),
        sa.Column("notice_version", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_accreditations_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditations")),
        sa.UniqueConstraint("code", name=op.f("uq_accreditations_code")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_accreditations_participant_id")),
    )
    with op.batch_alter_table("accreditations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_accreditations_state_submitted", ["state", "submitted_at", "id"], unique=False
        )

    op.create_table(
        "badges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("issue_number", sa.Integer(), nullable=False),
        sa.Column("token_id", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_badges_participant_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["print_runs.id"], name=op.f("fk_badges_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges")),
        sa.UniqueConstraint("participant_id", "issue_number", name="uq_badges_issue"),
        sa.UniqueConstraint("serial", name=op.f("uq_badges_serial")),
        sa.UniqueConstraint("token_id", name=op.f("uq_badges_token_id")),
    )
    with op.batch_alter_table("badges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_badges_run_id"), ["run_id"], unique=False)
        batch_op.create_index(
            "uq_badges_one_live",
            ["participant_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'void'"),
            postgresql_where=sa.text("state <> 'void'"),
        )

    op.create_table(
        "contributors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["agenda_entries.id"], name=op.f("fk_contributors_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_contributors_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributors")),
        sa.UniqueConstraint("entry_id", "participant_id", name="uq_contributors_once"),
    )
    with op.batch_alter_table("contributors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contributors_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "engagements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("held_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("duty_code", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.CheckConstraint("held_from < held_until", name=op.f("ck_engagements_engagement_has_length")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_engagements_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagements")),
    )
    with op.batch_alter_table("engagements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_engagements_duty_code"), ["duty_code"], unique=False)
        batch_op.create_index("uq_engagements_duty", ["participant_id", "duty_code"], unique=True)

    op.create_table(
        "headships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("head_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("head_from < head_until", name=op.f("ck_headships_headship_has_length")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_headships_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_headships_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headships")),
    )
    with op.batch_alter_table("headships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_headships_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_headships_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "meeting_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("asking_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("asking_principal_id", sa.Integer(), nullable=False),
        sa.Column("asked_principal_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("wished_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wished_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("persons_per_side", sa.Integer(), nullable=False),
        sa.Column("subject_sealed", sa.String(length=400), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn", sa.String(length=6), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("asking_id <> asked_id", name=op.f("ck_meeting_requests_two_delegations")),
        sa.CheckConstraint(
            "minutes IN (15, 20, 30, 45)", name=op.f("ck_meeting_requests_duration_is_offered")
        ),
        sa.ForeignKeyConstraint(["asked_id"], ["delegations.id"], name=op.f("fk_meeting_requests_asked_id")),
        sa.ForeignKeyConstraint(
            ["asked_principal_id"], ["participants.id"], name=op.f("fk_meeting_requests_asked_principal_id")
        ),
        sa.ForeignKeyConstraint(
            ["asking_id"], ["delegations.id"], name=op.f("fk_meeting_requests_asking_id")
        ),
        sa.ForeignKeyConstraint(
            ["asking_principal_id"], ["participants.id"], name=op.f("fk_meeting_requests_asking_principal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_requests")),
        sa.UniqueConstraint("code", name=op.f("uq_meeting_requests_code")),
    )
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_requests_asked_state", ["asked_id", "state"], unique=False)
        batch_op.create_index("ix_meeting_requests_asking_state", ["asking_id", "state"], unique=False)

    op.create_table(
        "sponsorships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_sponsorships_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["agenda_entries.id"], name=op.f("fk_sponsorships_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsorships")),
        sa.UniqueConstraint("entry_id", "delegation_id", name="uq_sponsorships_once"),
    )
    with op.batch_alter_table("sponsorships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sponsorships_delegation_id"), ["delegation_id"], unique=False)

    op.create_table(
        "bilateral_meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_bilateral_meetings_meeting_has_length")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["meeting_requests.id"], name=op.f("fk_bilateral_meetings_request_id")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_bilateral_meetings_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bilateral_meetings")),
        sa.UniqueConstraint("code", name=op.f("uq_bilateral_meetings_code")),
        sa.UniqueConstraint("request_id", name=op.f("uq_bilateral_meetings_request_id")),
    )
    with op.batch_alter_table("bilateral_meetings", schema=None) as batch_op:
        batch_op.create_index("ix_bilateral_meetings_starts", ["starts_at", "id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accreditation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=12), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=False),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("reason_code", sa.String(length=30), nullable=False),
        sa.Column("reason_text", sa.String(length=500), nullable=False),
        sa.Column("decided_by", sa.String(length=20), nullable=False),
        sa.Column("decided_by_name", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accreditation_id"], ["accreditations.id"], name=op.f("fk_decisions_accreditation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("accreditation_id", "version", name="uq_decisions_once_per_version"),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_accreditation_id"), ["accreditation_id"], unique=False)


def _drop_tables() -> None:
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_accreditation_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("bilateral_meetings", schema=None) as batch_op:
        batch_op.drop_index("ix_bilateral_meetings_starts")

    op.drop_table("bilateral_meetings")
    with op.batch_alter_table("sponsorships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sponsorships_delegation_id"))

    op.drop_table("sponsorships")
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_requests_asking_state")
        batch_op.drop_index("ix_meeting_requests_asked_state")

    op.drop_table("meeting_requests")
    with op.batch_alter_table("headships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_headships_participant_id"))
        batch_op.drop_index(batch_op.f("ix_headships_delegation_id"))

    op.drop_table("headships")
    with op.batch_alter_table("engagements", schema=None) as batch_op:
        batch_op.drop_index("uq_engagements_duty")
        batch_op.drop_index(batch_op.f("ix_engagements_duty_code"))

    op.drop_table("engagements")
    with op.batch_alter_table("contributors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contributors_participant_id"))

    op.drop_table("contributors")
    with op.batch_alter_table("badges", schema=None) as batch_op:
        batch_op.drop_index("uq_badges_one_live")
        batch_op.drop_index(batch_op.f("ix_badges_run_id"))

    op.drop_table("badges")
    with op.batch_alter_table("accreditations", schema=None) as batch_op:
        batch_op.drop_index("ix_accreditations_state_submitted")

    op.drop_table("accreditations")
    with op.batch_alter_table("room_holds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_room_holds_room_id"))

    op.drop_table("room_holds")
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.drop_index("uq_participants_person")
        batch_op.drop_index(batch_op.f("ix_participants_sort_name"))
        batch_op.drop_index(batch_op.f("ix_participants_person_id"))
        batch_op.drop_index("ix_participants_delegation_position")

    op.drop_table("participants")
    with op.batch_alter_table("focal_points", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_focal_points_user_id"))
        batch_op.drop_index(batch_op.f("ix_focal_points_delegation_id"))

    op.drop_table("focal_points")
    with op.batch_alter_table("agenda_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_entries_starts")

    op.drop_table("agenda_entries")
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_sessions_user_id"))

    op.drop_table("user_sessions")
    op.drop_table("user_roles")
    op.drop_table("rooms")
    op.drop_table("print_runs")
    with op.batch_alter_table("party_names", schema=None) as batch_op:
        batch_op.drop_index("uq_party_names_party_language_kind_from")
        batch_op.drop_index(batch_op.f("ix_party_names_sort_key"))

    op.drop_table("party_names")
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_links_user_id"))

    op.drop_table("links")
    with op.batch_alter_table("delegations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegations_sort_name"))

    op.drop_table("delegations")
    op.drop_table("zones")
    op.drop_table("venues")
    op.drop_table("users")
    op.drop_table("topics")
    op.drop_table("summit")
    with op.batch_alter_table("sign_in_failures", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_failures_key_at")

    op.drop_table("sign_in_failures")
    op.drop_table("persons")
    op.drop_table("parties")
    op.drop_table("notices")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index("ix_jobs_state_beat")

    op.drop_table("jobs")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_actor_code"))

    op.drop_table("audit_entries")
    op.drop_table("accreditation_categories")
