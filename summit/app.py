"""Builds the app: a list of rooms, nothing clever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Config
from summit.accounts import commands as accounts_commands
from summit.accounts import views as accounts
from summit.accounts.permissions import may
from summit.accounts.signed_in import register_sign_in
from summit.accreditation import commands as accreditation_commands
from summit.accreditation import views as accreditation
from summit.agenda import views as agenda
from summit.audit import commands as audit_commands
from summit.badges import commands as badges_commands
from summit.badges import views as badges
from summit.bilaterals import commands as bilaterals_commands
from summit.bilaterals import views as bilaterals
from summit.delegations import commands as delegations_commands
from summit.delegations import views as delegations
from summit.demo import commands as demo_commands
from summit.desk import commands as desk_commands
from summit.desk import views as desk
from summit.desk.frame import register_frame
from summit.documents import commands as documents_commands
from summit.documents import views as documents
from summit.foundation import commands as foundation_commands
from summit.foundation.db import Database
from summit.foundation.jobs import register_worker
from summit.foundation.web import (
    register_addresses,
    register_error_pages,
    register_headers,
    register_static,
    register_uploads,
)
from summit.notices import commands as notices_commands
from summit.venues import views as venues

ROOMS = (accounts, venues, delegations, accreditation, agenda, bilaterals, badges, documents, desk)
COMMANDS = (
    foundation_commands,
    audit_commands,
    notices_commands,
    accounts_commands,
    delegations_commands,
    accreditation_commands,
    badges_commands,
    bilaterals_commands,
    documents_commands,
    desk_commands,
    demo_commands,
)
LARGEST_UPLOAD = 12 * 1024 * 1024
LARGER_UPLOADS = {"delegations.photo_imports": 201 * 1024 * 1024}  # bytes, from those signed in


def create_app(config: Config) -> Flask:
    """The whole application for this configuration; it owns nothing global but the job queue's address."""
    app = Flask("summit", root_path=str(ROOT), instance_path=str(Path(config.instance).resolve()))
    _configure(app, config)
    app.extensions["database"] = database = Database(config)
    Bootstrap5(app)
    register_uploads(app, LARGER_UPLOADS, lambda: bool(current_user.is_authenticated))
    CSRFProtect(app)
    register_addresses(app)
    register_headers(app)
    register_static(app)
    register_sign_in(app)
    register_frame(app)
    app.jinja_env.globals["may"] = may
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
    for commands in COMMANDS:
        for command in commands.groups:
            app.cli.add_command(command)
    register_error_pages(app)
    register_worker(app, config, database)
    if config.proxy_hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxy_hops, x_proto=config.proxy_hops, x_host=config.proxy_hops
        )
    return app


def _configure(app: Flask, config: Config) -> None:
    app.config.update(
        SUMMIT=config,
        SECRET_KEY=config.secret_key,
        TESTING=config.testing,
        PROPAGATE_EXCEPTIONS=config.testing,
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        SESSION_COOKIE_NAME="__Host-summit" if config.secure_cookies else "summit",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        WTF_CSRF_SSL_STRICT=False,
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    app.url_map.strict_slashes = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
