"""CLDR, as Babel has it -> the first part of a language's file: months, days, dates, lists, separators."""

import re
from pathlib import Path
from typing import Any

import babel
import yaml
from babel import Locale

LOCALES = Path(__file__).parent.parent / "templates" / "locales"
# American English is written by hand, as its months in short are those of editors and not of calendars.
TAGS = sorted(path.stem for path in LOCALES.glob("*.yaml") if path.stem != "en-US")
START = "# From CLDR by Babel {}: `make update` writes this part."
END = "# Written by hand."
# Languages whose months stand alone in another form than in a date; of others Babel may have some other language's.
_DECLINED = frozenset(("cs", "pl", "ru"))


def generated(tag: str) -> str:
    """The lines of YAML that CLDR has to say of a language."""
    told = words(tag)
    lines = [START.format(babel.__version__)]
    for group, inner in told.items():
        if not isinstance(inner, dict):
            lines.append(f"{group}: {_row(inner)}")
            continue
        lines.append(f"{group}:")
        lines += [
            f"  {key}: {_row(value) if isinstance(value, list) else _text(value)}" for key, value in inner.items()
        ]
    return "\n".join(lines) + "\n"


def _row(values: list[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    return yaml.safe_dump(value, allow_unicode=True, default_style='"', width=1000).strip()


def words(tag: str) -> dict[str, Any]:
    """What CLDR has by the keys of a language's file."""
    locale = Locale.parse(tag, sep="-")
    skeleton, months = locale.datetime_skeletons, locale.months
    pattern = {name: str(each.pattern) for name, each in locale.date_formats.items()}
    day = pattern["long"]
    alone = "stand-alone" if locale.language in _DECLINED else "format"
    plain = {name: str(skeleton[name].pattern) for name in ("yMMMM", "yMMM", "yMMMd", "yM", "MMMMd", "MMMd")}
    numeric = (
        pattern["medium"] if "MMM" not in pattern["medium"] else re.sub(r"\byy\b|(?<!y)yy(?!y)", "y", pattern["short"])
    )
    # Korean's short ones are English.
    times = locale.day_periods["format"]["wide" if locale.language == "ko" else "abbreviated"]
    return {
        "language": {
            "name": locale.get_display_name("en"),
            "direction": "rtl" if locale.character_order == "right-to-left" else "ltr",
        },
        "months": {
            "long": _months(months["format"]["wide"]),
            "alone": _months(months[alone]["wide"]),
            "short": _months(months["format"]["abbreviated"]),
            "short-alone": _months(months[alone]["abbreviated"]),
        },
        "days": [locale.days["format"]["abbreviated"][i] for i in range(7)],
        "dates": {
            "day": day,
            "day-short": plain["yMMMd"],
            "day-first": day,
            "day-first-short": plain["yMMMd"],
            "weekday": _weekday(locale),
            "month": plain["yMMMM"],
            "month-short": plain["yMMM"],
            "numeric-day": numeric,
            "numeric-month": plain["yM"],
            "day-of-month": plain["MMMMd"],
            "day-of-month-short": plain["MMMd"],
            "day-of-month-first": plain["MMMMd"],
            "time": str(locale.time_formats["short"].pattern).replace("\u202f", " "),
            "am": times["am"],
            "pm": times["pm"],
            "range": range_sign(locale),
        },
        "numbers": {"group": locale.number_symbols["latn"]["group"]},
        "lists": _lists(locale),
    }


def _weekday(locale: Locale) -> str:
    """A day of the week in short before or behind the whole date; in brackets where it would run into it."""
    if locale.language in ("ja", "ko"):
        return str(locale.datetime_skeletons["yMMMEd"].pattern)
    return str(locale.date_formats["full"].pattern).replace("EEEE", "E").replace("cccc", "E")


def _months(named: Any) -> list[str]:
    return [named[i] for i in range(1, 13)]


def range_sign(locale: Locale) -> str:
    """What stands between the months of a range, by CLDR's intervals, or by its usual one."""
    parts = locale.interval_formats.get("yMMM", {}).get("y")
    if parts and "至" in parts[0]:
        return "至"
    return str(locale.interval_formats[None]).replace("{0}", "").replace("{1}", "").replace("\u2009", " ")


def _lists(locale: Locale) -> dict[str, str]:
    named = locale.list_patterns["standard"]
    return {
        "separator": named["middle"].replace("{0}", "").replace("{1}", ""),
        "last": named["end"].replace("{0}", "").replace("{1}", ""),
        "pair": named["2"].replace("{0}", "").replace("{1}", ""),
    }
