"""A mail server on this machine that speaks SMTP, keeps what it is given and refuses what it is told to."""

from __future__ import annotations

import email
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from threading import Thread
from typing import cast

from config import MailServer


@dataclass
class Mailbox:
    """What has arrived, as (recipients, message). `answers` says what RCPT TO is answered for an address, and "DATA" for any
    letter's text; `hangs_up` cuts the line when a letter's text is there.
    """

    port: int = 0
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up: bool = False

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.port, "")

    @property
    def messages(self) -> list[EmailMessage]:
        return [message for _, message in self.letters]


class _Talk(socketserver.StreamRequestHandler):
    mailbox: Mailbox

    def handle(self) -> None:
        self._say("220 mailbox")
        recipients: list[str] = []
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                address = line.partition("<")[2].partition(">")[0]
                answer = self.mailbox.answers.get(address, "250 ok")
                recipients += [address] * answer.startswith("2")
                self._say(answer)
            elif verb == "DATA":
                self._say("354 go on")
                text = self._text()
                if self.mailbox.hangs_up:
                    return
                answer = self.mailbox.answers.get("DATA", "250 ok")
                if answer.startswith("2"):
                    message = cast("EmailMessage", email.message_from_bytes(text, policy=default))
                    self.mailbox.letters.append((recipients, message))
                recipients = []
                self._say(answer)
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mailbox_open() -> Iterator[Mailbox]:
    """The server, while it listens."""
    mailbox = Mailbox()
    talk = type("Talk", (_Talk,), {"mailbox": mailbox})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join()
