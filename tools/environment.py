"""Prepares .venv from a hash-locked list of packages, then hands over to the server. Standard library only.

Everything that may stand in the way (a taken port, a folder that cannot be written, a Python without venv, no
network) ends in CannotStart, whose text is one sentence that says what to do.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("runtime", "development")
HOST = "127.0.0.1"
PORT = "5055"


class CannotStart(Exception):
    """The text is the sentence shown to the person at the terminal."""


def answer(arguments: list[str]) -> int:
    """`serve`, or `prepare runtime|development`. Returns the exit status; `serve` never comes back."""
    try:
        match arguments:
            case ["serve"]:
                serve(ROOT)
            case ["prepare", lock] if lock in LOCKS:
                prepare(ROOT, lock)
            case _:
                raise CannotStart("Use `make run`, `make test` or `make lint`; `make help` lists the rest.")
    except CannotStart as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def serve(root: Path) -> None:
    """Check what can be checked in a moment, install what is missing, and become the server."""
    host, port = os.environ.get("HOST") or HOST, os.environ.get("PORT") or PORT
    require_free_port(host, port)
    instance = Path(os.environ.get("SUMMIT_INSTANCE") or root / "instance")
    require_writable(instance)
    python = prepare(root, "runtime")
    os.environ.update(HOST=host, PORT=port)
    os.environ.setdefault("PUBLIC_URL", f"http://{host}:{port}")
    # With compiled files kept, every later start is seconds quicker.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.chdir(root)
    os.execv(python, [str(python), "-m", "tools.serve"])  # noqa: S606  # a fixed command; no shell is meant


def prepare(root: Path, lock: str) -> Path:
    """The Python of a .venv that holds requirements/<lock>.txt; returns at once when it already does."""
    wanted = requirements(root, lock)
    venv = root / ".venv"
    python = venv / "bin" / "python"
    stamp = venv / f"{lock}.stamp"
    if python.exists() and read(venv / "home.stamp") == str(venv) and read(stamp) == wanted:
        return python
    require_writable(root)
    if not (python.exists() and read(venv / "home.stamp") == str(venv)):
        make_venv(venv)
    install(root, python, lock)
    # The development list holds the runtime list, so one installation answers for both.
    for kept in LOCKS[: LOCKS.index(lock) + 1]:
        (venv / f"{kept}.stamp").write_text(requirements(root, kept))
    return python


def requirements(root: Path, lock: str) -> str:
    """SHA-256 of the lock: what the stamp in .venv is compared with."""
    try:
        return hashlib.sha256((root / "requirements" / f"{lock}.txt").read_bytes()).hexdigest()
    except OSError as error:
        raise CannotStart(
            f"requirements/{lock}.txt cannot be read: take a whole copy of the project and try again."
        ) from error


def read(stamp: Path) -> str:
    return stamp.read_text() if stamp.is_file() else ""


def make_venv(venv: Path) -> None:
    """A fresh virtual environment in place of whatever stood there."""
    uv = shutil.which("uv")
    try:
        import ensurepip  # noqa: F401  # Debian leaves it out of its bare python3
    except ImportError as error:
        if uv is None:
            version = f"{sys.version_info[0]}.{sys.version_info[1]}"
            raise CannotStart(
                f"This Python {version} cannot make virtual environments: install them "
                f"(on Debian and Ubuntu: `apt-get install python{version}-venv`) and try again."
            ) from error
        command = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(venv)]
    else:
        command = [sys.executable, "-m", "venv", "--clear", str(venv)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        reason = (made.stderr.strip() or made.stdout.strip() or "no reason given").splitlines()[-1]
        raise CannotStart(f"{venv} could not be made ({reason}): remove it and try again.")
    # The scripts in a .venv name its place, so one that was moved is made anew.
    (venv / "home.stamp").write_text(str(venv))


def install(root: Path, python: Path, lock: str) -> None:
    """Install the lock, each file checked against its hash: with uv if the machine has it, else with pip."""
    sys.stderr.write("Installing the packages; this happens once and takes about a minute.\n")
    listed = ["--require-hashes", "-r", str(root / "requirements" / f"{lock}.txt")]
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    commands = [[*pip, *listed]]
    uv = shutil.which("uv")
    if uv:
        # uv does not read pip's settings, so on a machine that needs them pip still has its turn.
        commands.insert(0, [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(python), *listed])
    for command in commands:
        if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0:
            return
    raise CannotStart(
        "The packages could not be installed, for the reason above: see to the network and try again."
    )


def require_free_port(host: str, port: str) -> None:
    """Refuse a port that is no number or that cannot be listened on, before anything else is done."""
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise CannotStart(f"PORT {port!r} is no number from 1 to 65535: try `make run PORT={PORT}`.")
    probe = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind((host, int(port)))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = int(port) % 65535 + 1
            raise CannotStart(
                f"Port {port} is already taken: stop what uses it, or try `make run PORT={other}`."
            ) from error
        raise CannotStart(
            f"Nothing can listen on {host}, port {port} ({error.strerror or error}): choose another one."
        ) from error
    finally:
        probe.close()


def require_writable(folder: Path) -> None:
    """Refuse a folder in which no file can be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise CannotStart(
            f"Nothing can be written in {folder} ({error.strerror}): put Summit in a folder that is yours."
        ) from error
