"""What makes the engine fast changes nothing: each trick is held against doing without it."""

import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import engine_tables
import pytest
import sample
import tinyhtml5
import weasyprint

from cvgen import theme
from cvgen.render import engine, html
from cvgen.render.engine import importing, parse, rules, sheet, table


def test_the_tables_are_what_cffi_makes(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("../../cvgen/render/engine/table.py", engine_tables.declared(tmp_path))


def test_the_rules_are_what_the_sheet_says(monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]) -> None:
    golden("../../cvgen/render/engine/rules.py", engine_tables.ruled(monkeypatch))


def test_another_sheet_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "SHEET", "another")
    made, counters, _ = engine_tables.sheet(monkeypatch)
    plain = types.SimpleNamespace(UA_STYLESHEET=weasyprint.CSS(string=""), UA_COUNTER_STYLE={})
    sheet.fill(plain)
    assert counters == plain.UA_COUNTER_STYLE
    assert plain.UA_STYLESHEET.matcher.order == made.matcher.order


def test_other_declarations_are_parsed() -> None:
    with pytest.raises(LookupError):
        importing._checked(None, "int f(void);")
    importing._checked(None, engine_tables.declarations())
    assert importing.fingerprint(engine_tables.declarations()) == table.DECLARATIONS


def outlined(element: Element) -> list[object]:
    """An element and what is in it, to compare."""
    here = (element.tag, element.attrib, element.text, element.tail)
    return [here, *(each for child in element for each in outlined(child))]


PAGE = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{}</title>\n</head>\n<body>{}</body>\n</html>'
PLAIN = ("", "x", "<p>x</p>\n", "<p>a <a href='b'><b>c</b></a> &amp; &lt;d&gt; e</p> f <br> <img src='g' alt=''>",
         "<ul>\n<li><p>x</p><ul><li>y</li></ul></li></ul>", "<h2>x <em>y</em></h2><section><div>z</div></section>",
         "<strong><div>x</div></strong>", "<div title='a&quot;b&#x27;c > d'>é 🙂 \xa0</div>")  # fmt: skip
MOVED = ("<p>a<p>b</p></p>", "<p><ul><li>x</li></ul></p>", "<p><span><div>x</div></span></p>", "<h1><h2>x</h2></h1>",
         "<a href='x'>a<span><a href='y'>b</a></span></a>", "<div><li>x</li></div>", "<p>a", "<P>a</P>", "a &eacute; &#233;",
         "<table><tr><td>x</td></tr></table>", "<b><p>x</b></p>", "<!-- x -->", "<div title='a\nb'>x</div>", "a < b",
         "<p xml:lang='de'>x</p>", "<div/>x", "<svg><path d=''/></svg>", "<p hidden>x</p>", "<p>\x00\x0c</p>", "a\r\nb",
         "<textarea>\nx</textarea>", "<style>p { }</style>", "</body>x<body>", "<br>x</br>", "<img src='a>b'>")  # fmt: skip


@pytest.mark.parametrize("body", [*PLAIN, *MOVED])
@pytest.mark.parametrize("title", ["x", "a &amp; b"])
def test_a_page_is_parsed_as_by_a_browser_or_left_to_the_parser(title: str, body: str) -> None:
    page = PAGE.format(title, body)
    found = parse.tree(page)
    assert (found is None) == (body in MOVED)
    assert found is None or outlined(found) == outlined(tinyhtml5.parse(page, namespace_html_elements=False))


@pytest.mark.parametrize("style", ["classic", "modern"])
def test_our_own_pages_are_plain(style: str) -> None:
    page = html.render(sample.document(style=style), theme.open(None), paper=True)
    found = parse.tree(page)
    assert found is not None
    assert outlined(found) == outlined(tinyhtml5.parse(page, namespace_html_elements=False))


PRINTED = r'''
import base64, contextlib, hashlib, struct, sys, zlib
sys.path.insert(0, {tests!r})
import sample
from cvgen import theme
from cvgen.render import engine, html, press, printing
from cvgen.render.engine import importing
from cvgen.render.sheet import Sheet

def slowly():
    raise ImportError

{changed}
ours = theme.open(None)
pages = [html.render(sample.document(style=style), ours, paper=True) for style in ("classic", "modern")]
words = "word " * 60
parts = ((b"IHDR", struct.pack(">2I5B", 2, 1, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(7))), (b"IEND", b""))
picture = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
)
odd = f"""<p>שלום <b>עולם</b> e\u0301\u0323 ﬁ ǘ 中文 🙂 <i>office</i> <a href="https://x.org">link</a></p>
<p style="font-variant-caps: small-caps; text-decoration: underline; letter-spacing: 1px">Small caps 1½</p>
<ol><li>one<li style="margin-left: 10%">two</ol><p>A note<span class="f">below</span>.</p><table><tr><td>1<td>2</table>
<div style="display: flex"><p style="width: 50%">a</p><p>b</p></div><p style="columns: 2; text-align: justify">{{words}}</p>
<pre>a\tb</pre><p style="text-overflow: ellipsis; overflow: hidden; white-space: nowrap; width: 5em">{{words}}</p>
<p style="float: right; width: 20%; outline: 1px solid; border-radius: 4px; background: #eee">{{words}}</p>
<p dir="rtl" style="box-shadow: 1px 1px red">{{words}}</p><p style="hyphens: auto" lang="en">{{words.replace(" ", "")}}</p>
<img src="data:image/png;base64,{{base64.b64encode(picture).decode()}}" alt="">"""
notes = "<style>.f {{ float: footnote }} p::first-line {{ font-weight: bold }} q::before {{ content: '«' }}</style>"
pages += [pages[0].replace("<main>", "<main>" + odd), notes + odd + "<q>said</q>"]
for page in pages:
    sheet = Sheet(page, None, (("title", "A"),))
    with press.ready() if {pressed} else press.kept(again=True) if {again} else contextlib.nullcontext():
        for _ in range(1 + {again}):
            printed = press.asked(sheet)() if {pressed} or {again} else printing.printed(sheet)
    print(hashlib.sha256(printed.data).hexdigest(), printed.pages, len(printed.data), printed.lacking, printed.messages)
'''
WAYS = {
    **{apply.__module__: f"engine.FASTER = (engine.FASTER[{i}],)" for i, apply in enumerate(engine.FASTER)},
    "all": "",
    "all, imported as ever": "importing.fast = importing.unsearched = slowly",
    "all, declarations parsed": "importing.fast = slowly",
    "none": "engine.FASTER = ()",
}


def printed(changed: str, *, pressed: bool = False, again: bool = False) -> str:
    """The fingerprints of some pages, printed after this change to the ways to be faster."""
    code = PRINTED.format(tests=str(Path(__file__).parent), changed=changed, pressed=pressed, again=again)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def plainly() -> str:
    """What WeasyPrint prints when it is left alone."""
    return printed("engine.FASTER = (); importing.fast = importing.unsearched = slowly")


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_be_faster_prints_the_same_bytes(way: str, plainly: str) -> None:
    assert plainly.count("\n") == 4
    assert printed(WAYS[way]) == plainly


def test_a_process_that_waits_prints_the_same_bytes(plainly: str) -> None:
    assert printed("", pressed=True) == plainly


def test_a_page_whose_lines_are_remembered_prints_the_same_bytes(plainly: str) -> None:
    assert printed("", again=True) == plainly
