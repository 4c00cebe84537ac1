"""RenderCV's `locale:` -> the language of a recipe, and its own words; what has no meaning here is said.

The keys are those of RenderCV 2.8's locales (docs.rendercv.com, "locale"), and of `locale_catalog` before them.
"""

from cvgen.model.dates import MONTHS
from cvgen.model.errors import nearly
from cvgen.read.foreign import Values, Visit, filled, items, mapped, words
from cvgen.read.yaml.values import Mapped, Scalar, Value

# RenderCV's languages by their names there; before 2.0 they were codes.
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "polish": "pl", "czech": "cs", "swedish": "sv", "turkish": "tr", "russian": "ru",
    "mandarin_chineese": "zh", "mandarin_chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar",
    "hebrew": "he", "danish": "da", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "norwegian": "no",
    "norwegian_bokmål": "nb", "norwegian_nynorsk": "nn", "persian": "fa", "vietnamese": "vi", "ukrainian": "uk",
    "finnish": "fi", "greek": "el", "romanian": "ro",
}  # fmt: skip
_DATES = {"present": "present", "to": "range"}
# Its names of months, and which of ours they are.
_MONTHS = {
    "month_names": ("months.long", "months.alone"),
    "full_names_of_months": ("months.long", "months.alone"),
    "month_abbreviations": ("months.short", "months.short-alone", "months.ap", "months.cited"),
    "abbreviations_for_months": ("months.short", "months.short-alone", "months.ap", "months.cited"),
}
_KEYS = ("language", *_DATES, *_MONTHS, "last_updated")
_WORDS = "the words of a language are in locales/; `cvgen show locale` lists them"


def recipe(locale: Mapped, visit: Visit) -> Values:
    """The keys `lang` and `dates` of a recipe, as far as the locale has them; other words are the visit's."""
    made: Values = {}
    dates: Values = {}
    for key, value in locale.pairs:
        text = words(value)
        language = _LANGUAGES.get(text.casefold().replace(" ", "_"), text if len(text) < len("zh-Hans-CN") else "")
        if key.text == "language" and language:
            made |= {"lang": Scalar(language, value.at)} if language != "en" else {}
        elif key.text in _DATES and text:
            said = f" {text.strip()} " if key.text == "to" else text
            dates[_DATES[key.text]] = Scalar(said, value.at, quoted=True)
        elif key.text in _MONTHS and filled(value):
            visit.words |= dict.fromkeys(_MONTHS[key.text], _months(key.text, value, visit))
        elif key.text == "last_updated" and text:
            visit.words["titles.updated"] = f"{text} {{0}}"
        elif filled(value):
            why = f"cannot be {text or 'a list'} here" if key.text in _KEYS else "has no meaning here"
            near = nearly(key.text, _KEYS)
            hint = f"did you mean {near}?" if near and near != key.text else _WORDS
            visit.problems.warn("left-aside", f"locale: {key.text} {why}, so it is left aside", key.at, hint)
    return made | ({"dates": mapped(dates, locale.at)} if dates else {})


def _months(key: str, value: Value, visit: Visit) -> tuple[str, ...]:
    """The names of the twelve months."""
    named = tuple(words(each) for each in items(value))
    if len(named) != len(MONTHS):
        visit.problems.error("wrong-value", f"{key} has {len(MONTHS)} names", value.at, "from January to December")
    return named
