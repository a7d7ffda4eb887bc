"""The one place that reads the time. Everything below a door is handed `now`."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """The moment as the wall clocks of `zone` (an IANA name) show it."""
    return moment.astimezone(ZoneInfo(zone))


def moment(local_time: datetime, zone: str) -> datetime:
    """The UTC moment of a naive wall-clock time in `zone`."""
    return local_time.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def offset_label(moment_: datetime, zone: str) -> str:
    """The zone's offset at that moment in words: `UTC+7`, `UTC+5:45`, `UTC`."""
    offset = local(moment_, zone).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")


def locale_of(language: str) -> str:
    """The CLDR locale by which a language writes dates here: English ones are those of our pages, 25 October 2025."""
    return {"en": "en_GB"}.get(language, language)
