"""The languages that principals speak, by their codes of two letters, with the English names of CLDR."""

from __future__ import annotations

from babel import Locale

SPOKEN: dict[str, str] = dict(
    sorted(
        ((code, name) for code, name in Locale("en").languages.items() if len(code) == 2), key=lambda one: (one[1], one[0])
    )
)
