"""Alembic's door: runs the migrations on the database of the running app, with the models' metadata."""

from __future__ import annotations

from alembic import context

# The tables: importing the rooms' models fills Base.metadata.
from summit.accounts import models as _accounts  # noqa: F401
from summit.accreditation import models as _accreditation  # noqa: F401
from summit.agenda import models as _agenda  # noqa: F401
from summit.audit import models as _audit  # noqa: F401
from summit.badges import models as _badges  # noqa: F401
from summit.bilaterals import models as _bilaterals  # noqa: F401
from summit.delegations import models as _delegations  # noqa: F401
from summit.documents import models as _documents  # noqa: F401
from summit.foundation.db import Base, database
from summit.foundation.jobs import models as _jobs  # noqa: F401
from summit.notices import models as _notices  # noqa: F401
from summit.venues import models as _venues  # noqa: F401


def run() -> None:
    """One transaction for the whole way up or down."""
    engine = database().engine.execution_options(summit_writes=True)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
