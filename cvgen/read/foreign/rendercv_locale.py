"""RenderCV's `locale:` -> the language of a recipe and the words of its dates; what has no meaning here is said.

The keys are those of RenderCV 2.8's locales (docs.rendercv.com, "locale"), and of `locale_catalog` before them.
"""

from cvgen.read.foreign import Values, Visit, filled, mapped, words
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


def recipe(locale: Value, visit: Visit) -> Values:
    """The keys `lang` and `dates` of a recipe, as far as the locale says what they hold."""
    if not isinstance(locale, Mapped):
        return {}
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
        elif filled(value):
            message = f"locale: {key.text} has no meaning here, so it is left aside"
            hint = "the words of a language are in locales/; `cvgen show locale` lists them"
            visit.problems.warn("left-aside", message, key.at, hint)
    return made | ({"dates": mapped(dates, locale.at)} if dates else {})
