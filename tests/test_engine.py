"""What makes the engine fast changes nothing: each trick is held against doing without it."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cffi
import pytest

from cvgen.render import engine, engine_import, engine_table

HEAD = '''"""What cffi makes of WeasyPrint 70's C declarations, so that no start parses them. Written by `make update`."""

DECLARATIONS = "{declarations}"
TABLES = {{
{tables}}}
'''


def declarations() -> str:
    """The C declarations of the installed WeasyPrint."""
    spec = importlib.util.find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    return re.findall(r"ffi\.cdef\('''(.*?)'''\)", source, re.DOTALL)[0]


def table(tmp_path: Path) -> str:
    """The module of tables, made anew."""
    builder, made = cffi.FFI(), tmp_path / "made.py"
    builder.cdef(declarations())
    builder.set_source("made", None)
    builder.emit_python_code(str(made))
    call = next(node for node in ast.walk(ast.parse(made.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    values = {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
    tables = "".join(f"    {name!r}: {value!r},\n" for name, value in values.items()).replace("'_", '"_')
    tables = re.sub(r'^    "(\w+)\':', r'    "\1":', tables, flags=re.MULTILINE)
    return HEAD.format(declarations=engine_import.fingerprint(declarations()), tables=tables)


def test_the_tables_are_what_cffi_makes(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("../../cvgen/render/engine_table.py", table(tmp_path))


def test_other_declarations_are_parsed() -> None:
    with pytest.raises(LookupError):
        engine_import._checked(None, "int f(void);")
    engine_import._checked(None, declarations())
    assert engine_import.fingerprint(declarations()) == engine_table.DECLARATIONS


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
