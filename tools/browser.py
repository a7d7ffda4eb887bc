"""Makes sure that there is a Chromium for the browser tests, or says loudly that there is none.

As root on a machine with apt-get it is installed; anybody else is told what to do. It never stops the tests:
those that need a browser skip themselves, and `.ci/run` does not let a skipped test pass.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of a Chromium, by whichever name the machine knows it."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install Debian's package. Failure shows in what apt-get says, and in `find` afterwards."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    sys.stderr.write("Installing Chromium for the browser tests.\n")
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        command = ["apt-get", "-qq", *arguments]
        subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        install()
    if find() is None:
        line = "*" * 78
        sys.stderr.write(
            f"{line}\nTHE BROWSER TESTS WILL NOT RUN: there is no Chromium on this machine.\n"
            f"Install it (on Debian: `apt-get install chromium`) and run the tests again.\n{line}\n"
        )


if __name__ == "__main__":
    main()
