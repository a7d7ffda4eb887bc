"""Letters are carried to the mail server: plain text over TLS, and what the server answers in words. No database."""

from __future__ import annotations

import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from types import TracebackType

from config import MailServer
from summit.notices.facts import Envelope, Outcome

TIMEOUT = 20
_AGAIN = ""
_REFUSED = 500


class MailRun:
    """One visit at the mail server, on one connection that is opened with the first letter. `is_away` says that it could not
    be opened, so that the other letters need not try.
    """

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server, self._sender = server, sender
        self._connection: smtplib.SMTP | None = None
        self.is_away = False

    def __enter__(self) -> MailRun:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def carry(self, envelope: Envelope) -> Outcome:
        """Hand one letter over. Whatever goes wrong comes back as an outcome with its reason."""
        try:
            message = message_of(envelope, self._sender)
        except (ValueError, IndexError, MessageError):
            return Outcome("bounce", "This is no address to which a letter can be sent.")
        try:
            connection = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            self.is_away = True
            return Outcome(_AGAIN, f"The mail server did not let us in: {_words(error)}.")
        try:
            connection.send_message(message, from_addr=parseaddr(self._sender)[1], to_addrs=[envelope.recipient])
        except (smtplib.SMTPException, OSError) as error:
            if not isinstance(error, smtplib.SMTPRecipientsRefused):
                self._hang_up()
            return _outcome(error)
        return Outcome("send")

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = _opened(self._server)
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            try:
                self._connection.quit()
            except (smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection = None


def message_of(envelope: Envelope, sender: str) -> EmailMessage:
    """The letter as it travels. Its Message-ID is made of its code, so that a repetition after a crash can be told.

    ValueError, IndexError or MessageError for an address that is none: the library has all three.
    """
    recipient = Address(addr_spec=envelope.recipient)
    if not recipient.username or not recipient.domain:
        raise ValueError("an address has a name and a domain")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = envelope.subject
    message["Date"] = format_datetime(envelope.written_at)
    message["Message-ID"] = f"<{envelope.code}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(envelope.body + "\n", charset="utf-8")
    message["Content-Language"] = envelope.language
    return message


def _opened(server: MailServer) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=trusted)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            connection.starttls(context=trusted)
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _outcome(error: Exception) -> Outcome:
    """5xx about the recipient: it comes back. 5xx about the letter: it has failed. All else passes, perhaps."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        words = f"The mail server refused the address ({code} {_decoded(said)})."
        return Outcome("bounce" if code >= _REFUSED else _AGAIN, words)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome("fail", "The mail server cannot write to an address with such letters.")
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= _REFUSED:
        return Outcome("fail", f"The mail server refused the letter: {_words(error)}.")
    return Outcome(_AGAIN, f"The mail server did not take the letter: {_words(error)}.")


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _decoded(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
