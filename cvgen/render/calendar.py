"""An event -> iCalendar (RFC 5545), in floating local time, so that it is where the event is."""

import datetime

from cvgen import __version__
from cvgen.model.document import Event
from cvgen.model.regex import lazy

HOUR = 60
_ESCAPED = lazy(r"[\\;,]")
_CONTROLS = lazy(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]+")


def render(event: Event, lang: str = "en") -> str:
    """The calendar file of an event on a day: an hour of it, or all where the time is not known."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//cvgen//{__version__}//{lang.partition('-')[0].upper()}",
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}@cvgen",
        f"DTSTAMP:{_stamp(event)}T000000Z",
        *_times(event),
        f"SUMMARY:{escaped(event.title)}",
        *((f"LOCATION:{escaped(event.location)}",) if event.location else ()),
        *((f"DESCRIPTION:{escaped(event.description)}",) if event.description else ()),
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _stamp(event: Event) -> str:
    return event.date.replace("-", "")


def _times(event: Event) -> tuple[str, ...]:
    day = datetime.datetime.strptime(_stamp(event), "%Y%m%d")  # noqa: DTZ007 - floating time has no zone
    if event.minute < 0:
        return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}",)
    start = day + datetime.timedelta(minutes=event.minute)
    return f"DTSTART:{start:%Y%m%dT%H%M%S}", f"DTEND:{start + datetime.timedelta(minutes=HOUR):%Y%m%dT%H%M%S}"


def escaped(text: str) -> str:
    """TEXT of RFC 5545, section 3.3.11."""
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n"))
    return _ESCAPED.sub(lambda found: "\\" + found[0], text).replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line of at most 75 octets, continued with a space (RFC 5545, section 3.1)."""
    out: list[str] = []
    size = 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            out.append("\r\n ")
            size = 1
        out.append(character)
        size += width
    return "".join(out)
