"""The words of the papers in the seven languages of a summit (DOC-05)."""

from summit.documents.words.meetings import MEETING_STATES, MEETING_TERMS, state_of, told, way_to
from summit.documents.words.notes import (
    BODIES,
    CLOSING,
    EMBASSIES,
    NO_EVENTS,
    NUMBER,
    OPENING,
    SECRETARIATS,
    SENDERS,
)
from summit.documents.words.papers import (
    CLASSIFIED,
    FUNCTIONS,
    ORDER,
    PARTS,
    STATES,
    TERMS,
    TITLES,
    function_name,
    said,
)
from summit.documents.words.schedules import WORDS, UnknownLanguage, Words, languages_of, title_of, words_of

__all__ = [
    "BODIES",
    "CLASSIFIED",
    "CLOSING",
    "EMBASSIES",
    "FUNCTIONS",
    "MEETING_STATES",
    "MEETING_TERMS",
    "NO_EVENTS",
    "NUMBER",
    "OPENING",
    "ORDER",
    "PARTS",
    "SECRETARIATS",
    "SENDERS",
    "STATES",
    "TERMS",
    "TITLES",
    "WORDS",
    "UnknownLanguage",
    "Words",
    "function_name",
    "languages_of",
    "said",
    "state_of",
    "title_of",
    "told",
    "way_to",
    "words_of",
]
