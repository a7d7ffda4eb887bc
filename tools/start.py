"""The way in for `make`: refuses an old Python in one sentence, then lets tools.environment do the work.

Written in a syntax that any Python can read: one that cannot read this file could not say that it is too old.
"""

import sys

OLDEST = (3, 11)


def main():
    found = tuple(sys.version_info[:2])
    if found < OLDEST:
        sys.exit(
            "Summit needs Python %d.%d or newer, and this is Python %d.%d: install a newer one and name it, "
            "for example `make run PYTHON=python3.12`." % (OLDEST + found)
        )
    from tools.environment import answer

    sys.exit(answer(sys.argv[1:]))


if __name__ == "__main__":
    main()
