"""What makes the engine fast changes nothing: each trick is held against doing without it."""

import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import engine_tables
import pytest
import weasyprint

from cvgen.render import engine, engine_import, engine_rules, engine_sheet, engine_table

def test_the_tables_are_what_cffi_makes(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("../../cvgen/render/engine_table.py", engine_tables.declared(tmp_path))


def test_the_rules_are_what_the_sheet_says(
    monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    golden("../../cvgen/render/engine_rules.py", engine_tables.ruled(monkeypatch))


def test_another_sheet_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_rules, "SHEET", "another")
    made, counters, _ = engine_tables.sheet(monkeypatch)
    html = types.SimpleNamespace(UA_STYLESHEET=weasyprint.CSS(string=""), UA_COUNTER_STYLE={})
    engine_sheet.fill(html)
    assert html.UA_COUNTER_STYLE == counters
    assert html.UA_STYLESHEET.matcher.order == made.matcher.order


def test_other_declarations_are_parsed() -> None:
    with pytest.raises(LookupError):
        engine_import._checked(None, "int f(void);")
    engine_import._checked(None, engine_tables.declarations())
    assert engine_import.fingerprint(engine_tables.declarations()) == engine_table.DECLARATIONS


PRINTED = r'''
import hashlib, sys
sys.path.insert(0, {tests!r})
import sample
from cvgen import theme
from cvgen.render import engine, html, printing

engine.FASTER = {faster}
ours = theme.open(None)
pages = [html.render(sample.document(style=style), ours, paper=True) for style in ("classic", "modern")]
words = "word " * 60
odd = f"""<p>שלום <b>עולם</b> e\u0301\u0323 ﬁ ǘ 中文 🙂 <i>office</i> <a href="https://x.org">link</a></p>
<p style="font-variant-caps: small-caps; text-decoration: underline; letter-spacing: 1px">Small caps 1½</p>
<ol><li>one<li style="margin-left: 10%">two</ol><p>A note<span class="f">below</span>.</p><table><tr><td>1<td>2</table>
<div style="display: flex"><p style="width: 50%">a</p><p>b</p></div><p style="columns: 2; text-align: justify">{{words}}</p>
<pre>a\tb</pre><p style="text-overflow: ellipsis; overflow: hidden; white-space: nowrap; width: 5em">{{words}}</p>"""
notes = "<style>.f {{ float: footnote }} p::first-line {{ font-weight: bold }} q::before {{ content: '«' }}</style>"
pages += [pages[0].replace("<main>", "<main>" + odd), notes + odd + "<q>said</q>"]
for page in pages:
    printed = printing.printed(printing.Sheet(page, None, (("title", "A"),)))
    print(hashlib.sha256(printed.data).hexdigest(), printed.pages, len(printed.data))
'''


def printed(faster: str) -> str:
    """The fingerprints of some pages, printed with these ways to be faster."""
    code = PRINTED.format(tests=str(Path(__file__).parent), faster=faster)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def plainly() -> str:
    return printed("()")


@pytest.mark.parametrize("which", [*range(len(engine.FASTER)), ":"], ids=[*(f.__module__ for f in engine.FASTER), "all"])
def test_each_way_to_be_faster_prints_the_same_bytes(which: int | str, plainly: str) -> None:
    assert plainly.count("\n") == 4
    assert printed("engine.FASTER" if which == ":" else f"(engine.FASTER[{which}],)") == plainly
