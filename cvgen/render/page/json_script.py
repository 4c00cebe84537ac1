"""Data -> JSON that may stand inside a script element: nothing in it can end the element or begin a comment."""

import json

_ESCAPES = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")


def embedded(value: object) -> str:
    """JSON without spaces; `</script>` and `<!--` in it are spelt with escapes and read back as the same."""
    text = json.dumps(value, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    return text
