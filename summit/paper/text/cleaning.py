"""Text as people typed it -> text that is safe to lay out: composed, no controls, no direction tricks."""

import re
import unicodedata

# A line break of any kind is a space inside one line, and starts a new line in a paragraph.
_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Controls (C0, C1), soft hyphen, byte order mark, and the embeddings, overrides and isolates with which one
# name could turn its whole line around. The plain marks (U+200E, U+200F, U+061C) stay: they place a bracket.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


def cleaned(text: str) -> str:
    """One line of text: composed (NFC), breaks and tabs as spaces, controls and direction overrides gone."""
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub(" ", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def paragraphs(text: str) -> list[str]:
    """The cleaned lines of a text that was typed with line breaks."""
    return [cleaned(part) for part in _BREAKS.split(text)]
