"""What this room tells its callers when it cannot print."""

_SHOWN = 80


class MissingGlyph(Exception):
    """No font can draw a character, so nothing may be printed (DOC-04).

    `text` is the whole text asked for, `character` the one character that has no glyph.
    """

    def __init__(self, text: str, character: str) -> None:
        self.text = text
        self.character = character
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        super().__init__(f"No font has the character {character!r} (U+{ord(character):04X}) of “{shown}”.")


class UnknownLanguage(Exception):
    """The page furniture has no words in this language, and a document never mixes languages (DOC-05)."""

    def __init__(self, language: str) -> None:
        self.language = language
        super().__init__(f"The page furniture has no words in the language “{language}”.")
