"""Builds the app for a server: `gunicorn wsgi:app`."""

from config import Config
from summit.app import create_app

app = create_app(Config.from_environment())
