"""The server behind `make run`: one worker with sixteen threads that also carries out the background jobs.

Everything that needs the packages happens in the worker, once: the schema is brought up to date, an empty
database gets the demonstration summit, then the first page is served. The socket is open from the first moment,
so a browser that comes early waits instead of being turned away.
"""

from __future__ import annotations

import os
import sys
from typing import Any  # Any: gunicorn has no types

from alembic.util import CommandError
from flask import Flask
from flask.cli import ScriptInfo
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from sqlalchemy import exists, select

from config import BadConfiguration, Config

THREADS = 16


class Server(BaseApplication):
    """gunicorn, told everything here rather than in a file of its own."""

    def __init__(self, config: Config, address: str) -> None:
        self.config = config
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": self.address,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 0,  # the first start builds the demonstration before the worker answers
            "graceful_timeout": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called in the worker, so that no thread and no connection crosses a fork."""
        from summit.app import create_app
        from summit.foundation.jobs import start_embedded

        app = create_app(self.config)
        try:
            prepare(app)
        except CommandError as refusal:
            sys.stderr.write(
                f"The database does not fit this version of Summit ({refusal}): "
                "take the newest version, or begin again with `make reset`.\n"
            )
            sys.exit(Arbiter.APP_LOAD_ERROR)
        if self.config.worker == "embedded":
            start_embedded(app)
        say(f"Summit is ready on {self.config.public_url}")
        if wants_demonstration():
            say("The accounts of the demonstration: .venv/bin/flask --app wsgi demo accounts")
        return app


def prepare(app: Flask) -> None:
    """Bring the schema up to date, and an empty database to life unless DEMO=no."""
    run(app, "db", "upgrade")
    if wants_demonstration() and is_empty(app):
        say("Building the demonstration summit; this happens once.")
        run(app, "demo", "load")


def wants_demonstration() -> bool:
    return os.environ.get("DEMO", "yes") != "no"


def run(app: Flask, *command: str) -> None:
    """A shell door of the app, without a second Python."""
    app.cli.main(args=list(command), obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)


def is_empty(app: Flask) -> bool:
    """Whether nobody has an account yet, which is true of a fresh database only."""
    from summit.accounts.models import User
    from summit.foundation.db import reading

    with app.app_context(), reading() as session:
        return not session.scalar(select(exists().select_from(User)))


def say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    os.environ.setdefault("SUMMIT_WORKER", "embedded")
    try:
        config = Config.from_environment()
    except BadConfiguration as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    host = os.environ["HOST"]
    Server(config, f"[{host}]:{os.environ['PORT']}" if ":" in host else f"{host}:{os.environ['PORT']}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
