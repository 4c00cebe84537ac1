"""What makes the engine fast changes nothing: each trick is held against doing without it."""

import ast
import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import cffi
import pytest

from cvgen.render import engine_import, engine_table

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
