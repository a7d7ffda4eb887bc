"""What stands in the fields of the scene: marked plain words, or the same hostile text everywhere."""

from __future__ import annotations

from dataclasses import dataclass

# A sum whose result stands on no page by chance: whoever evaluates user text prints it.
SUM, RESULT = "7*7777", "54439"

HOSTILE: dict[str, str] = {
    "html": "<img src=x onerror=alert(1)>",
    "unclosed tag": "Ann <b>Unclosed <i",
    "attribute": "\" onmouseover=alert(2) x='",
    "jinja": "{{" + SUM + "}} {% raw %}",
    "format": "{0} {a.__class__} %s %(x)d $NAME",
    "formula": '=cmd|"/c calc"!A1',
    "long": "Wolfeschlegelsteinhausenbergerdorff " * 9,
    "right-to-left override": "Ann \u202egnp.exe\u2066 \u202b",
    "entities": "Ann &lt;b&gt; &amp;amp; &#39;",
}
# Several at once, for walks on which it does not matter which of them would have come through.
MIXED = "'\"><img src=x onerror=alert(3)>{{" + SUM + "}}{0}%s%n"


@dataclass(frozen=True)
class Words:
    """`Words()` writes the plain text it is asked for; `Words(hostile)` writes that in its place, cut to the field."""

    hostile: str = ""

    def __call__(self, plain: str, longest: int = 200) -> str:
        return (self.hostile or plain)[:longest].strip()


# Marks that are nowhere on a page but where their field is shown, with the side they belong to behind them.
OPERATIONAL = "op7f3a"
IDENTITY = "IDMARK7F3A"
NUMBER = "7F3A99"
SUBJECT = "SUBJ5B1D"
REFUSAL = "SEC91C2"
INTERNAL = "INT4E7B"
