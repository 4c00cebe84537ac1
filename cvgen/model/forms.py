"""What has a form: an e-mail address, a link, an ORCID iD, a language, an amount. A field says by its type which."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, TypeAlias

from cvgen.model.regex import lazy

Email: TypeAlias = Annotated[str, "e-mail address"]
Url: TypeAlias = Annotated[str, "link"]
Website: TypeAlias = Annotated[str, "address of a website"]
Orcid: TypeAlias = Annotated[str, "ORCID iD"]
# What is printed and is no name of anything: it may be written in several languages.
Text: TypeAlias = Annotated[str, "text"]
Language: TypeAlias = Annotated[str, "language"]
Amount: TypeAlias = Annotated[str, "amount with its currency"]

# A link that can run nothing: of the web, mail or telephone, or a place in or beside the page. "javascript:" is none.
SAFE_URL = lazy(r"(?:https?://|mailto:|tel:|#|\.{0,2}/|[\w.-]+(?:/|$|#|\?))", re.IGNORECASE)
_EMAIL = lazy(r"(?:mailto:)?[^\s@<>()\[\],;:\"]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_WEB = lazy(r"https?://[^\s/.]+(?:\.[^\s/.]+)*\.?(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_HOST = lazy(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")
_ORCID = lazy(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_LANGUAGE = lazy(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}|\d{3}))?(?:-[A-Za-z\d]{5,8})*")
# ISO 639-1.
_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
    "mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu ".split()
)
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español":
    "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands":
    "nl", "chinese": "zh", "japanese": "ja", "korean": "ko", "russian": "ru", "polish": "pl", "polski": "pl",
    "czech": "cs", "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da", "norwegian": "no", "norsk":
    "no", "finnish": "fi", "suomi": "fi", "greek": "el", "turkish": "tr", "türkçe": "tr", "arabic": "ar", "hebrew":
    "he", "hindi": "hi", "ukrainian": "uk", "hungarian": "hu", "magyar": "hu", "romanian": "ro", "catalan": "ca",
    "català": "ca", "vietnamese": "vi", "persian": "fa", "indonesian": "id", "thai": "th", "jp": "ja", "cn": "zh",
    "kr": "ko", "gr": "el", "cz": "cs", "dk": "da", "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr",
    "spa": "es", "ita": "it",
}  # fmt: skip
OFTEN = frozenset(_LANGUAGES.values())
# What babel and BibLaTeX call languages, where that is neither a code nor among the names above.
_OF_BABEL = {
    "ngerman": "de", "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH", "nswissgerman": "de-CH",
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA",
    "australian": "en-AU", "newzealand": "en-NZ", "brazilian": "pt-BR", "brazil": "pt-BR", "portuges": "pt",
    "mexican": "es-MX", "canadien": "fr-CA", "acadian": "fr-CA", "swissfrench": "fr-CH", "farsi": "fa", "nynorsk": "nn",
    "bokmal": "nb", "polutonikogreek": "el", "slovak": "sk", "slovene": "sl", "croatian": "hr", "serbian": "sr",
    "bulgarian": "bg", "estonian": "et", "latvian": "lv", "lithuanian": "lt", "icelandic": "is", "latin": "la",
}  # fmt: skip
# ISO 4217, without what is no money; and the signs that mean one currency, or mostly one.
_CURRENCIES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK "
    "HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL DEM FRF ITL ESP NLG ATS BEF".split()
)
_OFTEN = "EUR USD GBP CHF CNY JPY CAD AUD INR SEK NOK DKK".split()
_SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "US$": "USD",
    "euro": "EUR",
}
_AMOUNT_FORM = r"([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14}) ([A-Z]{3})"
_AMOUNT = lazy(_AMOUNT_FORM)


# What an editor can hold a text against, by the form.
PATTERNS: Mapping[str, str] = {"amount with its currency": _AMOUNT_FORM}


def fault(form: str, text: str) -> tuple[str, str] | None:
    """What is wrong with a text that should have this form, and what to do; None for one that has it, or is empty."""
    return _FAULTS[form](text) if text else None


def _email(text: str) -> tuple[str, str] | None:
    if _EMAIL.fullmatch(text):
        return None
    return f"{text!r} is not an e-mail address", "write it like ada@example.org"


def _url(text: str) -> tuple[str, str] | None:
    """A link of the web must name a host; one to a place beside the page is taken as it is."""
    web = re.match(r"https?(?:[:;]|/|$)", text, re.IGNORECASE)
    mail = text.lower().startswith("mailto:")
    odd = " " in text or web and not _WEB.fullmatch(text) or text.lower().startswith("www.")
    if not odd and SAFE_URL.match(text) and (not mail or _EMAIL.fullmatch(text.partition("?")[0])):
        return None
    rest = re.sub(r"^[a-z]{3,6}[:;]*/*", "", text, flags=re.IGNORECASE)
    whole = next((each for each in (text, rest) if _HOST.fullmatch(each)), "")
    hint = f"did you mean https://{whole}?" if whole else "links begin with https://, http:// or mailto:"
    return f"{text!r} is not a link", hint


def _website(text: str) -> tuple[str, str] | None:
    """As a link, but the https:// may be left out."""
    if _HOST.fullmatch(text) or _WEB.fullmatch(text):
        return None
    return f"{text!r} is not the address of a website", "write it like https://example.org"


def _orcid(text: str) -> tuple[str, str] | None:
    """Sixteen digits of which the last checks the others (ISO 7064, MOD 11-2), as ORCID says."""
    if not _ORCID.fullmatch(text):
        found = re.search(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx]", text)
        digits = found[0].replace("-", "").upper() if found else ""
        bare = "-".join(digits[i : i + 4] for i in range(0, 16, 4)) if digits else ""
        return f"{text!r} is not an ORCID iD", f"write {bare or 'it like 0000-0002-1825-0097'}"
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if text[-1] == ("X" if check == 10 else str(check)):
        return None
    return f"{text} is nobody's ORCID iD: its last digit does not fit the others", "copy it again from orcid.org"


def language_tag(name: str) -> str:
    """The tag of a language that is named as babel does it, or by a tag: "ngerman" -> "de"; "" for no language."""
    low = name.strip().casefold()
    return _LANGUAGES.get(low) or _OF_BABEL.get(low) or ("" if not low or _language(low) else name.strip())


def babel_name(tag: str) -> tuple[str, str]:
    """Babel's name of a language, and the tag of its file: "fr-LU" -> "french", "fr"."""
    names = {each: name for name, each in reversed([*_LANGUAGES.items(), *_OF_BABEL.items()])}
    known = tag if tag in names else tag.partition("-")[0]
    return names.get(known, known), tag if tag.startswith("zh-Han") else known


def _language(text: str) -> tuple[str, str] | None:
    """A tag of BCP 47: "en", "pt-BR", "zh-Hant"."""
    found = _LANGUAGE.fullmatch(text)
    name = (found[1] if found else text).casefold()
    if found and (name in _CODES or len(name) == 3 and name not in _LANGUAGES):
        if (found[2] or "").upper() != "UK":
            return None
        return f"{text!r} is not the code of a language", f"did you mean {found[1]}-GB?"
    from cvgen.model.errors import nearest

    near = _LANGUAGES.get(name) or _LANGUAGES.get(nearest(name, _LANGUAGES), "")
    return f"{text!r} is not the code of a language", f"did you mean {near}?" if near else "write en, de, fr, pt-BR …"


def _amount(text: str) -> tuple[str, str] | None:
    """A whole number and the code of a currency of ISO 4217: "120000 EUR", "120,000 EUR"."""
    found = _AMOUNT.fullmatch(text)
    if found and found[2] in _CURRENCIES:
        return None
    number = re.search(r"\d{1,3}(?:[,. ’']\d{3})+(?![\d.,])|\d+(?![\d.,]*\d)", text)
    digits = re.sub(r"\D", "", number[0]) if number and not re.search(r"\d\s*(?:[kKmM]|million)\b", text) else ""
    word = re.sub(r"[\d\s.,’']+", "", text)
    code = _SIGNS.get(word, _SIGNS.get(word.lower(), "")) or _currency(word.upper())
    if found:
        return f"{found[2]} is not the code of a currency", f"did you mean {code}?" if code else "write EUR, USD, GBP …"
    like = f"{digits or '120000'} {code or 'EUR'}"
    return f"{text!r} is not an amount with its currency", f"write {'' if digits and code else 'it like '}{like}"


def _currency(word: str) -> str:
    """The code that a word nearly is, one that is often met before others: "ERU" -> "EUR"."""
    from cvgen.model.errors import nearest

    return nearest(word, _OFTEN) or nearest(word, _CURRENCIES)


_FAULTS: Mapping[str, Callable[[str], tuple[str, str] | None]] = {
    "e-mail address": _email,
    "link": _url,
    "address of a website": _website,
    "ORCID iD": _orcid,
    "language": _language,
    "amount with its currency": _amount,
}
