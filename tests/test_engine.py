"""What makes the engine fast changes nothing: each way is held against doing without it, and leaves no trace if it fails."""

import re
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import engine_tables
import pytest
import sample
import tinyhtml5

from cvgen import theme
from cvgen.render import html
from cvgen.render.context import Context
from cvgen.render.paper import engine
from cvgen.render.paper.engine import importing, parse, table

LOCK = Path(__file__).parent.parent / ".ci" / "requirements.lock"


def locked(*names: str) -> bool:
    """Whether these packages are installed in the versions of the lock: newest and oldest ones are tried, too."""
    text = LOCK.read_text(encoding="utf-8")
    return all(re.search(rf"^{name}=={re.escape(metadata.version(name))}\b", text, re.MULTILINE) for name in names)


AS_READ = pytest.mark.skipif(
    sys.platform != "linux" or not locked("cffi", "pydyf", "weasyprint"), reason="this is done with the locked versions"
)


@AS_READ
def test_the_table_is_what_cffi_makes(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("../../cvgen/render/paper/engine/table.py", engine_tables.declared(tmp_path))
    assert importing.fingerprint(engine_tables.declarations()) == table.DECLARATIONS


def test_other_declarations_are_refused() -> None:
    with pytest.raises(LookupError):
        importing._checked(None, "int f(void);")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is imported as it is")
def test_all_ways_are_on_with_the_versions_that_were_read() -> None:
    code = "from cvgen.render.paper import engine; print([why for why in engine.ways().values() if why])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert said == "[]" or not locked("weasyprint", "pydyf")
    assert said == "[]" or "not known to hold for" in said


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is imported as it is")
@pytest.mark.parametrize("way", importing.WAYS)
def test_libraries_stay_until_the_process_ends(way: str) -> None:
    code = f"""
from pathlib import Path
from cvgen.render.paper.engine import importing
importing.WAYS[{way!r}]()
from weasyprint.text import ffi
for library in (ffi.pangoft2, ffi.pango, ffi.fontconfig):
    ffi.ffi.dlclose(library)
print([name for name in ("libpango-", "libpangoft2-", "libfontconfig") if name not in Path("/proc/self/maps").read_text()])
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "[]" or (ran.returncode and "LookupError" in ran.stderr and not locked("weasyprint"))


PRINTED = r'''
import base64, contextlib, hashlib, struct, sys, zlib
sys.path.insert(0, {tests!r})
import sample
from cvgen import theme
from cvgen.render import html
from cvgen.render.context import Context
from cvgen.render.paper import engine, print_process, printing
from cvgen.render.paper.engine import importing, patch
from cvgen.render.paper.sheet import Sheet

{changed}
ours = theme.open(None)
pages = [html.paper(sample.document(style=style), Context(ours)) for style in ("classic", "modern")]
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
<h2 style="position: absolute; background: #eee; border: 1px solid; margin: 2px">out of the flow</h2>
<p style="position: absolute; top: 50%; padding: 3%; border-radius: 2px; background: #eee">{{words}}</p>
<p style="position: fixed; bottom: 0; border: 1px solid">on every page</p>
<p style="position: relative; left: 3px">moved <span style="position: absolute; right: 0; background: red">away</span></p>
<div style="display: grid; grid-template-columns: 1fr 2fr"><p style="margin: 3px">a</p><p>b</p></div>
<p style="display: inline-block; vertical-align: top; margin: 1em">{{words}}</p><p class="r">runs in the margin</p>
<img src="data:image/png;base64,{{base64.b64encode(picture).decode()}}" alt="">"""
notes = """<style>.f {{ float: footnote }} p::first-line {{ font-weight: bold }} q::before {{ content: '«' }}
.r {{ position: running(r) }} @page {{ @top-left {{ content: element(r) }} }}</style>"""
pages += [pages[0].replace("<main>", "<main>" + odd), notes + odd + "<q>said</q>"]
for page in pages:
    sheet = Sheet(page, None, (("title", "A"),))
    with print_process.ready() if {pressed} else print_process.kept(again=True) if {again} else contextlib.nullcontext():
        for _ in range(1 + {again}):
            printed = print_process.asked(sheet)() if {pressed} or {again} else printing.printed(sheet)
    print(hashlib.sha256(printed.data).hexdigest(), printed.pages, len(printed.data), printed.lacking, printed.messages)
'''
PLAINLY = "engine.FASTER.clear(); importing.WAYS.clear()"
BROKEN = """
def fail(*_):
    raise RuntimeError
engine.load()
text = sys.modules["weasyprint.draw.text"]
engine.patch.put(fail, text.draw_text)
"""
WAYS = {
    **{name: f"engine.FASTER = {{{name!r}: engine.FASTER[{name!r}]}}" for name in engine.FASTER},
    "all": "",
    "all, imported as ever": "importing.WAYS.clear()",
    "all, declarations parsed": f"del importing.WAYS[{next(iter(importing.WAYS))!r}]",
    "all, until one fails on a page": BROKEN,
    "none": "engine.FASTER.clear()",
}


def ran(code: str) -> str:
    """What this code prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def printed(changed: str, *, pressed: bool = False, again: bool = False) -> str:
    """The fingerprints of some pages, printed after this change to the ways to be faster."""
    return ran(PRINTED.format(tests=str(Path(__file__).parent), changed=changed, pressed=pressed, again=again))


@pytest.fixture(scope="module")
def plainly() -> str:
    """What WeasyPrint prints when it is left alone."""
    return printed(PLAINLY)


@pytest.mark.parametrize("way", [pytest.param(way, marks=AS_READ if "fails" in way else ()) for way in WAYS])
def test_each_way_to_be_faster_prints_the_same_bytes(way: str, plainly: str) -> None:
    assert plainly.count("\n") == 4
    assert printed(WAYS[way]) == plainly


def test_a_process_that_waits_prints_the_same_bytes(plainly: str) -> None:
    assert printed("", pressed=True) == plainly


def test_a_page_whose_lines_are_remembered_prints_the_same_bytes(plainly: str) -> None:
    assert printed("", again=True) == plainly


# Every step of an import is a module that is found: one after the other is not, and nothing of it may be left.
STOPPED = r"""
import importlib.abc, importlib.util
class Stop(importlib.abc.MetaPathFinder):
    left = 0
    def find_spec(self, name, path, target=None):
        if name.startswith("weasyprint"):
            Stop.left -= 1
            if Stop.left == 0:
                raise RuntimeError("stopped at " + name)
stops, before = 0, set(sys.modules)
importlib.import_module("cffi")
before |= {name for name in sys.modules if name.split(".")[0] in ("cffi", "_cffi_backend")}
sys.meta_path.insert(0, Stop())
for name, way in importing.WAYS.items():
    for Stop.left in range(1, 200, 4):
        there = set(sys.modules)
        assert engine._try(name, way, importing.traceless()) == (Stop.left > 0), engine._ways
        if Stop.left > 0:
            break
        stops += 1
        assert set(sys.modules) == there and "weasyprint" not in there
        assert sys.meta_path[1:] == [each for each in sys.meta_path[1:] if not isinstance(each, importing._Finder)]
    for name in set(sys.modules) - there:
        del sys.modules[name]
del sys.meta_path[0]
assert stops > 20, stops
importing.WAYS.clear()
engine._ways.clear()
"""
# Every step of the others is a function that is replaced: one after the other cannot be.
UNPUT = r"""
weasyprint = engine.load()
patch.undo()
def state():
    found = {}
    for name, module in list(sys.modules.items()):
        if name.startswith(("weasyprint", "pydyf")):
            for each, value in list(vars(module).items()):
                found[name, each] = id(value)
                if isinstance(value, type):
                    found.update({(name, each, inner): id(what) for inner, what in list(vars(value).items())})
    return found
put, stops = patch.member, 0
def member(*words):
    global left
    left -= 1
    if left == 0:
        raise RuntimeError("stopped")
    put(*words)
patch.member = member
for name, way in engine.FASTER.items():
    for count in range(1, 99):
        left, before = count, state()
        done = engine._try(name, way)
        assert done == (left > 0)
        if done:
            patch.undo()
        else:
            stops += 1
            assert "stopped" in engine._ways[name]
        assert state() == before, {each for each, value in state().items() if before.get(each) != value}
        if done:
            break
assert stops > 12, stops
patch.member = put
engine._ways.clear()
engine._better()
"""


@AS_READ
@pytest.mark.parametrize("steps", [STOPPED, UNPUT], ids=["imports", "functions"])
def test_a_way_that_fails_at_any_step_leaves_no_trace(steps: str, plainly: str) -> None:
    assert printed(steps) == plainly


SAME = (
    "<p>a<b>b</b>&amp;&lt;&#x27;</p>",
    '<ul><li>a<br>b<img src="x.png" alt="a / b"></li></ul>',
    '<div lang="de"> ä <p>b</p></div>',
)
OTHER = (
    "<p>a<p>b", "<p>a<ul><li>b</li></ul></p>", "<p>&nbsp;</p>", '<p><a href="x">a<b><a href="y">b</a></b></a></p>',
    "<table><tr><td>1</td></tr></table>", "<pre>\na</pre>", '<p title="a\nb">a</p>', "<p title='a\nb'>a</p>", "<b/>a",
    "<!-- a --><p>a</p>", "<li>a</li>", "<P>a</P>", "<p>a\r\nb</p>", "<script>1 &amp;&amp; 2</script>", "<p>\x0ca</p>",
    "<h1>a<h2>b</h2></h1>", "<svg><p>a</p></svg>", '<img alt="a > b" src="x">', "<p>&#128;</p>", "<textarea>\na</textarea>",
)  # fmt: skip


@pytest.mark.parametrize("body", [*SAME, *OTHER])
def test_a_page_is_read_by_expat_only_where_html_reads_the_same(body: str) -> None:
    page = f"<!DOCTYPE html>\n<html><head><title>A &amp; b</title>\n<style>a > b {{ c: '&' }}</style></head><body>{body}</body></html>"
    found = parse.read(page)
    assert (found is not None) == (body in SAME)
    if found is not None:
        assert parts(found) == parts(tinyhtml5.parse(page, namespace_html_elements=False))


def test_our_pages_are_read_by_expat() -> None:
    for style in ("classic", "modern"):
        page = html.paper(sample.document(style=style), Context(theme.open(None)))
        found = parse.read(page)
        assert found is not None
        assert parts(found) == parts(tinyhtml5.parse(page, namespace_html_elements=False))


def parts(tree: Any) -> list[object]:
    """Elements with their attributes and texts; the space around the blocks of a page is none's."""
    return [
        (each.tag, each.attrib, each.text if each.tag not in {"html", "head", "body"} else "",
         each.tail if each.tag not in {"head", "body", "main"} else "")
        for each in tree.iter()
    ]  # fmt: skip
