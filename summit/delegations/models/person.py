"""The human, that person's place in this summit, and what makes a participant busy."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.accounts.models import User
from summit.delegations.models.delegation import Delegation
from summit.delegations.models.party import SortKey
from summit.foundation.db import Base, Moment
from summit.foundation.overlap import forbid_overlap

# Compared letter by letter, as it is written: what begins with a word lies between that word and the word's last successor.
SearchedWord = String(80).with_variant(String(80, collation="C"), "postgresql")


class Person(Base):
    """The human. Names are stored apart and never derived from each other after the first suggestion (PER-01).

    `machine_name` is the name as the machine-readable lines spell it, `personal_title` an academic or military one,
    `address_name` how one speaks to the person, `phonetic_hint` how the name sounds (PER-10), `sort_as` the person's own wish
    for the place in lists (PER-04).
    `passport_sealed` is encrypted, `passport_hash` a keyed hash of issuing State and number: one passport, one person
    (DEL-01). `search_text` is the folded form that search looks in (PER-06). `photo_file` is a name inside the
    installation's photo folder, `photo_digest` its SHA-256, `photo_findings` what the program noticed in it, space separated.
    `name_key` and `sound_key` are the words of the name by which two records of one person are found; `passport_trace` is
    the passport's keyed hash, which stays when a withdrawal frees `passport_hash`.
    """

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint("family_name <> '' OR given_names <> ''", name="has_a_name"),
        Index("ix_persons_without_photo", "id", sqlite_where=text("photo_file = ''"),
              postgresql_where=text("photo_file = ''")),
        Index("ix_persons_without_passport", "id", sqlite_where=text("passport_sealed = ''"),
              postgresql_where=text("passport_sealed = ''")),
        Index("ix_persons_by_sound", "sound_key", "born_on"),
        Index("ix_persons_by_name_key", "name_key", "nationality"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    family_name: Mapped[str] = mapped_column(String(200), default="")
    given_names: Mapped[str] = mapped_column(String(200), default="")
    family_first: Mapped[bool] = mapped_column(default=False)
    native_name: Mapped[str] = mapped_column(String(200), default="")
    native_language: Mapped[str] = mapped_column(String(8), default="")
    badge_name: Mapped[str] = mapped_column(String(200))
    salutation: Mapped[str] = mapped_column(String(20), default="")
    style: Mapped[str] = mapped_column(String(20), default="")
    personal_title: Mapped[str] = mapped_column(String(40), default="", server_default="")
    address_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    phonetic_hint: Mapped[str] = mapped_column(String(120), default="", server_default="")
    machine_name: Mapped[str] = mapped_column(String(39), default="", server_default="")
    sort_as: Mapped[str] = mapped_column(String(200), default="", server_default="")
    sex: Mapped[str] = mapped_column(String(1), default="")
    nationality: Mapped[str] = mapped_column(String(3))
    born_on: Mapped[date | None]
    passport_kind: Mapped[str] = mapped_column(String(20), default="")
    passport_issuer: Mapped[str] = mapped_column(String(3), default="")
    passport_sealed: Mapped[str] = mapped_column(String(400), default="")
    passport_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    passport_trace: Mapped[str | None] = mapped_column(String(64), index=True)
    passport_expires_on: Mapped[date | None]
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    photo_file: Mapped[str] = mapped_column(String(80), default="")
    photo_digest: Mapped[str] = mapped_column(String(64), default="")
    photo_findings: Mapped[str] = mapped_column(String(80), default="", server_default="")
    search_text: Mapped[str] = mapped_column(String(1200), default="")
    name_key: Mapped[str] = mapped_column(String(400), default="", server_default="")
    sound_key: Mapped[str] = mapped_column(String(400), default="", server_default="")
    version: Mapped[int] = mapped_column(default=1)
    words: Mapped[list[PersonWord]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class PersonWord(Base):
    """One word of a person's `search_text`. Search looks for words by their beginning, which the primary key answers."""

    __tablename__ = "person_words"

    word: Mapped[str] = mapped_column(SearchedWord, primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Participant(Base):
    """A person's place in this summit: delegation, function, category, title (one person, one place: DEL-01).

    `category` is the code of an accreditation category (domain 4.5); `rank_class` the internal class of 3.2, lower is
    higher; `placed_class` the one by which lists place the person: that of the principal for a spouse without an office of
    one's own (DEL-11); `took_office_on` the date that breaks ties within it (PRE-01 b); `position` the place in the note
    verbale's order (DEL-13); `user_id` the account or link of the delegate.
    `application` repeats the state of the application for admission, so that lists can be narrowed to it; the room of
    accreditation moves it. `is_locked` is set while a decision stands (ACC-02): the delegation itself may not edit then.
    `is_late` says that the person was registered after the deadline (ACC-08).
    `record_digest` covers what a decision was about, identity, function and category (ACC-03); it changes when one of
    them does and stays when a photo, a title or a telephone number changes.
    `followed_by_id` is the record that took the place of this withdrawn one: the person moved to another delegation (DEL-03),
    or two records of one person were merged (DEL-01). It names the last of several.
    """

    __tablename__ = "participants"
    __table_args__ = (
        Index("uq_participants_person", "person_id", unique=True, sqlite_where=text("state = 'enrolled'"),
              postgresql_where=text("state = 'enrolled'")),
        # The orders of the list of people. The state comes last, because most are enrolled: an index that began with it
        # would tempt SQLite to read them all. The first also answers the filters while it is walked.
        Index("ix_participants_by_name", "sort_name", "id", "state", "delegation_id", "person_id", "category", "function"),
        Index("ix_participants_by_given_name", "given_sort_name", "id", "state"),
        Index("ix_participants_by_function", "function", "sort_name", "id", "state"),
        Index("ix_participants_by_rank", "placed_class", "sort_name", "id", "state"),
        Index("ix_participants_by_category", "category", "sort_name", "id", "state"),
        Index("ix_participants_by_application", "application", "sort_name", "id", "state"),
        Index("ix_participants_by_delegation", "delegation_id", "position", "id", "state"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    function: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(160), default="")
    native_title: Mapped[str] = mapped_column(String(160), default="")
    badge_title: Mapped[str] = mapped_column(String(80), default="")
    category: Mapped[str] = mapped_column(String(4))
    rank_class: Mapped[int] = mapped_column(default=70)
    placed_class: Mapped[int] = mapped_column(default=70, server_default="70")
    took_office_on: Mapped[date | None]
    is_state_leader: Mapped[bool] = mapped_column(default=False)
    is_listed: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(12), default="enrolled")
    sort_name: Mapped[str] = mapped_column(SortKey, default="")
    given_sort_name: Mapped[str] = mapped_column(SortKey, default="", server_default="")
    application: Mapped[str] = mapped_column(String(12), default="draft", server_default="draft")
    is_locked: Mapped[bool] = mapped_column(default=False)
    is_late: Mapped[bool] = mapped_column(default=False, server_default=false())
    record_digest: Mapped[str] = mapped_column(String(64), default="")
    followed_by_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), unique=True)
    registered_by: Mapped[str] = mapped_column(String(20), default="")
    registered_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    person: Mapped[Person] = relationship()
    delegation: Mapped[Delegation] = relationship()
    followed_by: Mapped[Participant | None] = relationship(remote_side=[id])
    user: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Accompaniment(Base):
    """A spouse or partner comes with one principal of the same delegation (DEL-11); a principal with one of them."""

    __tablename__ = "accompaniments"
    __table_args__ = (CheckConstraint("participant_id <> principal_id", name="accompanies_somebody_else"),)

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), unique=True)


class Engagement(Base):
    """Something makes this participant busy, buffers included; the database refuses two at once (BIL-10, BK-4).

    The row exists as long as the duty does. `kind` is speaks, chairs, signs, attends or bilateral; `duty_code` the public
    code of the agenda entry or meeting; `label` is neutral ("Bilateral meeting" never says with whom). A duty that
    `lapses_at` a moment stands in nobody's way from then on.
    """

    __tablename__ = "engagements"
    __table_args__ = (
        CheckConstraint("held_from < held_until", name="engagement_has_length"),
        Index("uq_engagements_duty", "participant_id", "duty_code", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    held_from: Mapped[datetime] = mapped_column(Moment)
    held_until: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(20))
    duty_code: Mapped[str] = mapped_column(String(20), index=True)
    label: Mapped[str] = mapped_column(String(200))
    lapses_at: Mapped[datetime | None] = mapped_column(Moment)
    participant: Mapped[Participant] = relationship()


forbid_overlap(Engagement.__table__, key="participant_id", name="participant_is_free")  # type: ignore[arg-type]
