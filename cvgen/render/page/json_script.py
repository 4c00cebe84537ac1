"""Data -> JSON that may stand inside a script element: nothing in it can end the element or begin a comment."""

from msgspec import json

_ESCAPES = tuple((char.encode(), f"\\u{ord(char):04x}".encode()) for char in "<>&\u2028\u2029")


def embedded(value: object) -> str:
    """JSON without spaces; `</script>` and `<!--` in it are spelt with escapes and read back as the same."""
    made = json.encode(value, enc_hook=_text)
    for char, escape in _ESCAPES:
        made = made.replace(char, escape)
    return made.decode()


def _text(value: object) -> str:
    """Text that knows where it was typed, as text."""
    if not isinstance(value, str):
        raise NotImplementedError
    return str(value)
