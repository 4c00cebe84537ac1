"""Languages: what CLDR and CSL say, what cvgen prints in each, and that nothing of it is English by accident."""

from collections.abc import Callable

import cldr
import pytest
import yaml

from cvgen import theme
from cvgen.loading import locales
from cvgen.model.english import WORDS
from cvgen.model.errors import Problems
from cvgen.read.yaml import yaml_file

ENGLISH = (
    '"""The words of American English by their keys: templates/locales/en-US.yaml, read beforehand by `make update`."""'
)


def test_american_english_is_read_beforehand(golden: Callable[[str, str], None]) -> None:
    text = (cldr.LOCALES / "en-US.yaml").read_text("utf-8")
    value = yaml_file.load("en-US.yaml", text, Problems())
    assert value
    rows = "".join(f"    {key!r}: {word!r},\n" for key, word, _ in locales.flat(value))
    golden("../../cvgen/model/english.py", f"{ENGLISH}\n\nWORDS: dict[str, str | tuple[str, ...]] = {{\n{rows}}}\n")


@pytest.mark.parametrize("tag", cldr.TAGS)
def test_dates_and_lists_are_as_cldr_has_them(tag: str, golden: Callable[[str, str], None]) -> None:
    path = cldr.LOCALES / f"{tag}.yaml"
    first, written, _ = path.read_text("utf-8").partition("\n\n# Written by hand.")
    if first.splitlines()[0] != cldr.START.format(cldr.babel.__version__):
        pytest.skip("another Babel has another CLDR")
    golden(f"../../templates/locales/{tag}.yaml", cldr.generated(tag).rstrip("\n") + written + _)


@pytest.mark.parametrize("tag", cldr.TAGS)
def test_a_language_of_ours_lacks_no_word(tag: str) -> None:
    problems = Problems()
    found = locales.locale(tag, theme.open(None), problems)
    assert not problems.items
    assert found.tag == tag
    if not found.english:
        own = yaml.safe_load((cldr.LOCALES / f"{tag}.yaml").read_text("utf-8"))
        assert set(own) == {key.partition(".")[0] for key in WORDS}
