"""Error pages: what happened, whether what was typed is safe, what to do now, and a number to quote."""

from __future__ import annotations

import logging

from flask import Flask, g, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from summit.foundation.errors import StaleVersion, SummitError, TooMany

log = logging.getLogger("summit.web")
TITLES = {
    400: "The request did not arrive whole",
    403: "Not your office",
    404: "Nothing here",
    405: "Not possible here",
    409: "It has moved on meanwhile",
    413: "The file is too large",
    422: "A rule stands against it",
    429: "Too many tries",
    500: "Something went wrong on our side",
    503: "The database is away for a moment",
}
SENTENCES = {
    400: "Go back and try once more.",
    404: "There is no such page, or it is not open to you.",
    405: "This address does not take such a request.",
    413: "Choose a smaller file and send the form again.",
    500: "Nothing was saved. Try again, and if it happens once more give the number below to the operator.",
    503: "Nothing was saved. Wait a minute and send the form again; what you typed is still in your browser.",
}
CHANGED_MEANWHILE = (
    "Somebody saved this record after you opened it. Open it again, compare, and repeat your change."
)


def register_error_pages(app: Flask) -> None:
    """One page for all errors; the text comes from the error itself where it was made for a person."""
    app.register_error_handler(SummitError, _for_summit_error)
    app.register_error_handler(StaleDataError, lambda _: _for_summit_error(StaleVersion(CHANGED_MEANWHILE)))
    app.register_error_handler(CSRFError, _for_expired_form)
    app.register_error_handler(HTTPException, _for_http_error)
    app.register_error_handler(OperationalError, _for_database_away)
    app.register_error_handler(IntegrityError, _for_refusal)
    app.register_error_handler(DataError, lambda _: error_page(400, SENTENCES[400]))
    if not app.config["PROPAGATE_EXCEPTIONS"]:
        app.register_error_handler(Exception, _for_surprise)


def error_page(status: int, sentence: str) -> tuple[str, int]:
    """The page of one error."""
    return render_template(
        "errors/error.html",
        title=TITLES.get(status, TITLES[500]),
        sentence=sentence,
        status=status,
        request_id=g.get("request_id", ""),
    ), status


def _for_summit_error(error: SummitError) -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    page, status = error_page(error.status, error.sentence)
    if isinstance(error, TooMany):
        return page, status, {"Retry-After": str(error.retry_after)}
    return page, status


def _for_expired_form(_: CSRFError) -> tuple[str, int]:
    return error_page(
        400,
        "The form was open too long or came from another page. Load the page again and send it once more.",
    )


def _for_http_error(error: HTTPException) -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    status = error.code or 500
    if error.response is not None or status < 400:
        return Response.force_type(error.get_response())
    page, status = error_page(status, SENTENCES.get(status, "The request could not be answered."))
    allowed = getattr(error, "valid_methods", None)
    return (page, status, {"Allow": ", ".join(allowed)}) if allowed else (page, status)


def _for_database_away(error: OperationalError) -> tuple[str, int]:
    log.error("request %s: database: %s", g.get("request_id"), error.orig)
    return error_page(503, SENTENCES[503])


def _for_refusal(error: IntegrityError) -> tuple[str, int]:
    log.warning("request %s: refused by the database: %s", g.get("request_id"), type(error.orig).__name__)
    return error_page(
        409,
        "Somebody else was quicker. Nothing was saved; open the page again and look before you repeat it.",
    )


def _for_surprise(error: Exception) -> tuple[str, int]:
    log.error("request %s failed", g.get("request_id"), exc_info=error)
    return error_page(500, SENTENCES[500])
