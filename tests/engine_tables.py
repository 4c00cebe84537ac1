"""The installed WeasyPrint -> the module of tables that spares its import from parsing C; tests hold it against them."""

import ast
import importlib.util
import re
from pathlib import Path

import cffi

from cvgen.render.paper.engine import importing

DECLARED = '''"""What cffi makes of WeasyPrint 70's C declarations, so that no start parses them. Written by `make update`."""

DECLARATIONS = "{declarations}"
TABLES = {{
{tables}}}
'''


def part(name: str) -> str:
    """A file of the installed WeasyPrint."""
    spec = importlib.util.find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / name).read_text(encoding="utf-8")


def declarations() -> str:
    """Its C declarations."""
    return re.findall(r"ffi\.cdef\('''(.*?)'''\)", part("text/ffi.py"), re.DOTALL)[0]


def declared(folder: Path) -> str:
    """The module of C tables."""
    builder, made = cffi.FFI(), folder / "made.py"
    builder.cdef(declarations())
    builder.set_source("made", None)
    builder.emit_python_code(str(made))
    call = next(node for node in ast.walk(ast.parse(made.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    values = {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
    tables = "".join(f"    {name!r}: {value!r},\n" for name, value in values.items()).replace("'_", '"_')
    tables = re.sub(r'^    "(\w+)\':', r'    "\1":', tables, flags=re.MULTILINE)
    return DECLARED.format(declarations=importing.fingerprint(declarations()), tables=tables)
