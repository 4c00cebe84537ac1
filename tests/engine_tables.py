"""The installed WeasyPrint -> the modules of tables that spare its import from parsing; tests hold them against it."""

import ast
import importlib.util
import re
from pathlib import Path
from typing import Any

import cffi
import cssselect2.compiler
import weasyprint
from tinycss2.ast import IdentToken
from weasyprint.css import PageSelectorType
from weasyprint.css.properties import Dimension

from cvgen.render.engine import importing
from cvgen.render.engine.sheet import fingerprint

DECLARED = '''"""What cffi makes of WeasyPrint 70's C declarations, so that no start parses them. Written by `make update`."""

DECLARATIONS = "{declarations}"
TABLES = {{
{tables}}}
'''
RULES = '''"""What WeasyPrint 70's sheet for HTML comes to, so that no start parses it. Written by `make update`."""

from typing import Any

SHEET = "{sheet}"


def rules(T: Any, D: Any, P: Any, split_whitespace: Any, ascii_lower: Any, urlparse: Any) -> dict[str, Any]:
    """Selectors and what they say, pages, counters, made with tokens, dimensions and pages' names."""
    s = [
{said}    ]
    return {{
        "count": {count},
        "by_name": {{
{by_name}        }},
        "others": [
{others}        ],
        "pages": [
{pages}        ],
        "counters": {{
{counters}        }},
    }}
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


def sheet(monkeypatch: Any) -> tuple[Any, dict[str, Any], dict[Any, str]]:
    """The sheet for HTML, parsed; its counters; the selectors' sources."""
    sources: dict[Any, str] = {}
    plain = cssselect2.compiler.CompiledSelector.__init__

    def compiled(self: Any, selector: Any) -> None:
        plain(self, selector)
        sources[self.test] = cssselect2.compiler._compile_node(selector.parsed_tree)

    monkeypatch.setattr(cssselect2.compiler.CompiledSelector, "__init__", compiled)
    counters: dict[str, Any] = {}
    return weasyprint.CSS(string=part("css/html5_ua.css"), counter_style=counters), counters, sources


def ruled(monkeypatch: Any) -> str:
    """The module of rules."""
    made, counters, sources = sheet(monkeypatch)
    matcher, said = made.matcher, {}
    assert not any((matcher.id_selectors, matcher.class_selectors, matcher.lang_attr_selectors))
    assert not matcher.namespace_selectors

    def rule(entry: Any) -> str:
        test, specificity, order, pseudo, payload = entry
        number = said.setdefault(id(payload[0]), (len(said), payload))[0]
        return f"(lambda el: {sources[test]}, {specificity}, {order}, {pseudo!r}, s[{number}])"

    by_name = {name: f"[{', '.join(map(rule, rules))}]" for name, rules in matcher.lower_local_name_selectors.items()}
    others = [rule(each) for each in matcher.other_selectors]
    return RULES.format(
        sheet=fingerprint(part("css/html5_ua.css")),
        count=matcher.order,
        by_name=lines(f"{name!r}: {rules}" for name, rules in by_name.items()),
        others=lines(others),
        pages=lines(f"(None, {literal(where)}, {literal(what)})" for _, where, what in made.page_rules),
        counters=lines(f"{name!r}: {literal(what)}" for name, what in counters.items()),
        said=lines((literal(payload) for _, payload in said.values()), 8),
    )


def lines(rows: Any, indent: int = 12) -> str:
    """Rows with a comma each."""
    return "".join(f"{' ' * indent}{row},\n" for row in rows)


def literal(value: Any) -> str:
    """A value as Python source: "D(1.0, 'em')"."""
    match value:
        case Dimension():
            return f"D({value.value!r}, {value.unit!r})"
        case PageSelectorType():
            return f"P({', '.join(map(literal, value))})"
        case IdentToken():
            return f"T({value.source_line}, {value.source_column}, {value.value!r})"
        case tuple():
            return f"({', '.join(map(literal, value))}{',' * (len(value) == 1)})"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case set() if value:
            return f"{{{', '.join(sorted(map(literal, value)))}}}"
        case dict():
            return f"{{{', '.join(f'{literal(name)}: {literal(each)}' for name, each in value.items())}}}"
        case float() if value in (float("inf"), float("-inf")):
            return f"float({str(value)!r})"
        case str() | int() | float() | None:
            return repr(value)
    raise TypeError(value)
