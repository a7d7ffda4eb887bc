"""The installation's settings: read once from the environment, frozen, and loud when something is missing."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent
SAMPLE_SECRETS = frozenset({"", "change-me", "changeme", "secret", "dev", "sample", "test"})
SHORTEST_SECRET = 32
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
# How the way to the mail server is secured, and the port it usually listens on.
MAIL_SCHEMES = {"smtps": ("tls", 465), "smtp+starttls": ("starttls", 587), "smtp": ("", 25)}


class BadConfiguration(Exception):
    """The start is refused; the text says which setting is wrong and what to do."""


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over. `security` is "tls" from the first byte, "starttls", or "" on this machine only."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Config:
    """Everything an installation decides outside its database.

    ``field_keys`` are Fernet keys, newest first: the first encrypts, all of them decrypt.
    ``badge_key_seed`` is the 32-byte Ed25519 seed that signs badge tokens.
    ``badge_proxy_check`` asks for one identity check before first use of a badge that a proxy collected (BDG-06).
    ``worker`` is ``embedded`` (one consumer thread inside the server), ``separate`` (`flask jobs work`) or
    ``immediate`` (a job runs where it is queued; for tests).
    """

    database_url: str
    secret_key: str
    field_keys: tuple[str, ...]
    badge_key_seed: bytes
    instance: Path
    production: bool = False
    worker: str = "separate"
    queue_url: str = ""
    public_url: str = "http://127.0.0.1:5000"
    proxy_hops: int = 0
    mail_server: MailServer | None = None
    mail_from: str = ""
    testing: bool = False
    argon2_memory_kib: int = 65536
    argon2_time_cost: int = 3
    badge_proxy_check: bool = True

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Config:
        """Build the configuration, or raise BadConfiguration with a sentence for the operator."""
        production = environment.get("SUMMIT_ENV", "development") == "production"
        instance = Path(environment.get("SUMMIT_INSTANCE", ROOT / "instance"))
        keys = _production_keys(environment) if production else _development_keys(environment, instance)
        worker = environment.get("SUMMIT_WORKER", "separate")
        if worker not in ("embedded", "separate", "immediate"):
            raise BadConfiguration("SUMMIT_WORKER must be embedded, separate or immediate.")
        mail_server = _mail_server(environment.get("SMTP_URL", ""))
        return cls(
            database_url=_database_url(environment.get("DATABASE_URL", ""), instance),
            secret_key=keys["SECRET_KEY"],
            field_keys=tuple(part.strip() for part in keys["FIELD_KEYS"].split(",")),
            badge_key_seed=_seed(keys["BADGE_KEY"]),
            instance=instance,
            production=production,
            worker=worker,
            queue_url=environment.get("QUEUE_URL", ""),
            public_url=environment.get("PUBLIC_URL", "http://127.0.0.1:5000").rstrip("/"),
            proxy_hops=int(environment.get("PROXY_HOPS", "0")),
            mail_server=mail_server,
            mail_from=_mail_from(environment.get("MAIL_FROM", "")) if mail_server else "",
            badge_proxy_check=environment.get("BADGE_PROXY_CHECK", "yes") != "no",
        )


def _database_url(given: str, instance: Path) -> str:
    if not given:
        return f"sqlite:///{instance / 'summit.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    return given


def _mail_server(given: str) -> MailServer | None:
    """The server that SMTP_URL names; letters stay in the outbox without one. No other machine without TLS (V12.3.1)."""
    if not given:
        return None
    parts = urlsplit(given)
    try:
        security, usual_port = MAIL_SCHEMES[parts.scheme]
        host, port = parts.hostname or "", parts.port or usual_port
    except (KeyError, ValueError) as error:
        raise BadConfiguration(
            "SMTP_URL must read smtps://user:password@host:465 or smtp+starttls://user:password@host:587."
        ) from error
    if not host:
        raise BadConfiguration("SMTP_URL names no host.")
    if not security and host not in LOCAL_HOSTS:
        raise BadConfiguration(
            "SMTP_URL would carry letters unencrypted to another machine; use smtps:// or smtp+starttls://."
        )
    return MailServer(host, port, security, unquote(parts.username or ""), unquote(parts.password or ""))


def _mail_from(given: str) -> str:
    """The sender of all letters: an address, or a name with the address in angle brackets."""
    name, address = parseaddr(given)
    user, _, domain = address.rpartition("@")
    if not user or not domain or not given.isprintable() or not address.isascii():
        raise BadConfiguration("MAIL_FROM must be the address that letters come from, since SMTP_URL is set.")
    return f"{name} <{address}>" if name else address


def _production_keys(environment: Mapping[str, str]) -> dict[str, str]:
    keys = {name: environment.get(name, "") for name in ("SECRET_KEY", "FIELD_KEYS", "BADGE_KEY")}
    for name, value in keys.items():
        if value.strip().lower() in SAMPLE_SECRETS:
            raise BadConfiguration(
                f"{name} is missing or a sample value; set a secret of its own before starting."
            )
    if len(keys["SECRET_KEY"]) < SHORTEST_SECRET:
        raise BadConfiguration(f"SECRET_KEY is shorter than {SHORTEST_SECRET} characters; set a longer one.")
    return keys


def _development_keys(environment: Mapping[str, str], instance: Path) -> dict[str, str]:
    """Keys made once for this installation and kept in its instance folder, readable by the owner only."""
    made: dict[str, Callable[[], str]] = {
        "SECRET_KEY": lambda: secrets.token_urlsafe(48),
        "FIELD_KEYS": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "BADGE_KEY": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    keys = {}
    for name, make in made.items():
        keys[name] = environment.get(name) or _kept(instance / "keys" / name.lower(), make())
    return keys


def _kept(path: Path, fresh: str) -> str:
    """The key in the file; the first process to arrive writes it, every other one reads what that one wrote."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(fresh)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()


def _seed(text: str) -> bytes:
    try:
        seed = base64.urlsafe_b64decode(text)
    except ValueError as error:
        raise BadConfiguration("BADGE_KEY is not base64; make one with `flask badges new-key`.") from error
    if len(seed) != 32:
        raise BadConfiguration("BADGE_KEY must be 32 bytes in base64; make one with `flask badges new-key`.")
    return seed
