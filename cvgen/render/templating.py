"""Templates -> text, everything from data escaped as the format asks. The only importer of jinja2."""

import functools
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket, bc_version
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from cvgen import gate
from cvgen.model.errors import CvgenError, Level, Position, Problem, meant
from cvgen.model.regex import lazy
from cvgen.model.text import Inline
from cvgen.theme import LARGEST, OURS, Resource, Theme

_OF_OURS = lazy(r"'cvgen\.[\w.]*?(\w+) object'")
Writer = Callable[[Inline], str]
Plain = Callable[[str], str]
Writers = tuple[Writer, Plain | None]


# A page with 2,000 papers takes some 500,000 steps.
_STEPS = 10_000_000
_CALL = 60  # steps: it takes as long, with what it calls in turn
_LARGE = 10_000_000
# What a template's code hangs on, besides its text.
_SYNTAX: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
_ENDINGS = frozenset((".html", ".md", ".tex"))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates may read what they are given, and do nothing else; and they end.

    Each turn of a loop and each call is a step, of which a page may take so many and no more: that is the same on every
    machine, as a limit of seconds would not be.
    """

    intercepted_binops = frozenset(("*", "**"))
    steps = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
        """A template whose loops count their turns."""
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(jinja2.nodes.For)):
            counted = jinja2.nodes.EnvironmentAttribute("counted", lineno=loop.iter.lineno)
            loop.iter = jinja2.nodes.Call(counted, [loop.iter], [], None, None, lineno=loop.iter.lineno)
        return tree

    def counted(self, values: Iterable[object]) -> Iterable[object]:
        """The same values, each of which is a step."""
        found = values if isinstance(values, Sized) else list(values)
        self._step(len(found))
        return found

    def call(self, context: jinja2.runtime.Context, what: object, /, *args: object, **named: object) -> object:
        """As the sandbox has it, and some steps; one more for each value where a loop calls itself."""
        self._step(_CALL + sum(len(each) for each in args if isinstance(each, Sized)))
        return super().call(context, what, *args, **named)

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: object, right: object) -> object:
        """A product or a power, unless it is huge."""
        if _grown(left, right, power=operator == "**") > _LARGE:
            raise SecurityError("a number or a text in it grows too large")
        return super().call_binop(context, operator, left, right)

    def _step(self, count: int) -> None:
        self.steps += count
        if self.steps > _STEPS:
            raise SecurityError(f"it takes more than {_STEPS:,} steps")

    def getattr(self, obj: object, attribute: str) -> object:
        """As the sandbox has it; a field of a record of ours is harmless and needs no asking."""
        if attribute in getattr(type(obj), "__struct_fields__", ()) and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def _grown(left: object, right: object, *, power: bool) -> int:
    """How large a product or a power gets: in bits, or in letters."""
    if isinstance(left, int) and isinstance(right, int):
        return left.bit_length() * max(right, 1) if power else left.bit_length() + right.bit_length()
    many = next((each for each in (left, right) if isinstance(each, Sized)), ())
    times = next((each for each in (left, right) if isinstance(each, int)), 0)
    return len(many) * times


# Where a wheel has our templates as modules, which Python keeps compiled as its own: no start waits for a folder that
# may be written to. `hatch_build.py` puts them there.
MODULES = Path(__file__).parent / "compiled"
_TRUSTED, _COUNTED = "trusted", "counted"


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates already compiled: as modules in a wheel, else kept where Python keeps its own and by the same leave."""

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """A template with its code, if there is any; what stands in it is the same letter by letter."""
        kind = _COUNTED if isinstance(environment, _Sandbox) else _TRUSTED
        module = MODULES / _module(name, kind, self.get_source_checksum(source))
        if not filename or not module.is_file():
            return super().get_bucket(environment, name, filename, source)
        bucket = Bucket(environment, self.get_cache_key(name, filename), self.get_source_checksum(source))
        code = SourceFileLoader(module.stem, str(module)).get_code(module.stem)
        bucket.code = code.replace(co_filename=filename) if code else None
        return bucket

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one if it may be kept."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def render(theme: Theme, name: str, write: Writer, plain: Plain | None = None, /, **context: object) -> str:
    """One template filled. `write` turns inline nodes into the format's text; `plain` escapes text that has no nodes.

    Without `plain` such a text is written as one node. Where it may stand in an attribute, that would be too much.
    """
    return "".join(_pieces(theme, name, (write, plain), context))


def encoded(theme: Theme, name: str, write: Writer, plain: Plain | None = None, /, **context: object) -> bytes:
    """The same in UTF-8, of which there is no text as a whole: that of a long list takes many times the room."""
    return b"".join([piece.encode() for piece in _pieces(theme, name, (write, plain), context)])


def _pieces(theme: Theme, name: str, writers: Writers, context: dict[str, object]) -> Iterator[str]:
    try:
        environment = _environment(theme, *writers)
        if isinstance(environment, _Sandbox):
            environment.steps = 0
        template = environment.get_template(name)
        _tried(template, environment)
        yield from template.generate(context)
    except (CvgenError, MemoryError):
        raise
    except Exception as error:
        raise CvgenError(_problem(error, theme)) from error


@functools.lru_cache(maxsize=64)
def _tried(template: jinja2.Template, environment: jinja2.Environment) -> None:
    """Refuse a block of a user's template that what it extends has not: it would not print, and nobody be told."""
    path = Path(template.filename or OURS)
    if path.is_relative_to(OURS) or not environment.loader or not template.name:
        return
    source, *_ = environment.loader.get_source(environment, template.name)
    tree = environment.parse(source)
    extended = tree.find(jinja2.nodes.Extends)
    if extended is None or not isinstance(extended.template, jinja2.nodes.Const):
        return
    try:
        known = environment.get_template(extended.template.value).blocks
    except jinja2.TemplateNotFound:
        return  # which is said at its line when the template runs
    for block in tree.body:
        if isinstance(block, jinja2.nodes.Block) and block.name not in known:
            message = f"{extended.template.value} has no block called {block.name!r}, so it would not print"
            at, hint = Position(str(path), block.lineno), meant(block.name, known)
            raise CvgenError(Problem("unknown-block", Level.ERROR, message, at, hint))


def modules() -> Iterator[tuple[str, str]]:
    """Our templates as Python, by the names of their modules: as we run them, and as a sandbox does."""
    folder = OURS / "templates"
    for kind, environment in ((_TRUSTED, jinja2.Environment), (_COUNTED, _Sandbox)):
        compiler = environment(**_SYNTAX, finalize=functools.partial(_written, _later, None))
        for file in sorted(file for file in folder.rglob("*") if file.suffix in _ENDINGS and file.parent != folder):
            name, source = file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")
            module = _module(name, kind, jinja2.BytecodeCache().get_source_checksum(source))
            yield module, compiler.compile(source, name, name, raw=True)


def _later(nodes: Inline) -> str:
    """No text while a template is compiled: each format has a writer of its own."""
    raise jinja2.nodes.Impossible(nodes)


def _module(name: str, kind: str, checksum: str) -> str:
    """The file of a template's module, of this form of Jinja's code: "html_page_html_trusted_5_ab12….py"."""
    return f"{'_'.join(re.findall('[A-Za-z0-9]+', name))}_{kind}_{bc_version}_{checksum}.py"


def forget() -> None:
    """Look for templates anew: a file may have come that wins over one in use."""
    _environment.cache_clear()


def trusted(text: str) -> str:
    """Text that is the format's own already, such as a style sheet: it goes in as it stands."""
    return Markup(text)  # noqa: S704 - for text of ours and of styles alone, never of data


def _refused(path: Path, error: gate.RefusedError) -> Problem:
    return Problem(error.code, Level.ERROR, f"this {error.why}", Position(str(path)), error.hint)


class _Within(jinja2.FileSystemLoader):
    """Templates of one folder; a link that leads out of the project is not followed."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        """The folder's `templates`."""
        super().__init__(folder / "templates")
        self.theme = theme

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - as the library calls it
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """A template's text, its file, and what tells whether it has changed."""
        path = Path(self.searchpath[0], *jinja2.loaders.split_template_path(template))
        if not gate.there(path):
            raise jinja2.TemplateNotFound(template)
        try:
            text = gate.content(path, () if self.theme.holds(path) else self.theme.folders, LARGEST).decode()
        except gate.RefusedError as error:
            if error.code == gate.OUTSIDE:
                raise jinja2.TemplateNotFound(template) from error
            raise CvgenError(_refused(path, error)) from error
        version = gate.version(path)
        return text, str(path), lambda: gate.version(path) == version


@functools.cache
def _environment(theme: Theme, write: Writer, plain: Plain | None) -> jinja2.Environment:
    """Templates by name, the user's first; `cvgen/html/page.html` is ours even where the user has one.

    They run in a sandbox unless all are ours or trusted; what was compiled for one never runs in the other.
    """
    places: list[jinja2.BaseLoader] = [_Within(folder, theme) for folder in theme.folders]
    ours = jinja2.PrefixLoader({"cvgen": _Within(theme.folders[-1], theme)})
    trusted = theme.trusted or not _has_others(theme)
    environment = jinja2.Environment if trusted else _Sandbox
    compiled = f"%s.{_TRUSTED if trusted else _COUNTED}.jinja"
    return environment(
        loader=jinja2.ChoiceLoader([*places, ours]),
        undefined=jinja2.StrictUndefined,
        finalize=functools.partial(_written, write, plain),
        bytecode_cache=_Compiled(str(Path(__file__).parent / "__pycache__"), compiled),
        **_SYNTAX,
    )


def _has_others(theme: Theme) -> bool:
    """Whether templates may come from anybody but us."""
    *theirs, ours = theme.folders
    return any((folder / "templates").is_dir() for folder in theirs if folder != ours)


def _written(write: Writer, plain: Plain | None, value: object) -> object:
    """What a template's `{{ … }}` prints: inline nodes and plain text through the format's writers."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return _Escaped(plain(str(value)) if plain else write((str(value),)))
    return _Escaped(write(value)) if isinstance(value, tuple) else value


class _Escaped(str):
    """What a writer has escaped: the engine prints it as it stands, and need not make Markup of it twice."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text, for the engine."""
        return str(self)


def _problem(error: Exception, theme: Theme) -> Problem:
    """A template's error as the user can read it, with the place in the template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        at = Position(error.filename or error.name or "", error.lineno)
        hint = "templates are in Jinja's language: every {{ and {% needs its end"
        return Problem("template-syntax", Level.ERROR, _sentence(error), at, hint)
    if isinstance(error, jinja2.TemplateNotFound):
        message = f"there is no template called {str(error)!r}"
        return Problem("unknown-template", Level.ERROR, message, _place(error, theme), _near(error, theme))
    hint = "cvgen show prints the template as it ships; the names it may use are in templates/README.md"
    return Problem("template-error", Level.ERROR, _sentence(error), _place(error, theme), hint)


def _near(error: jinja2.TemplateNotFound, theme: Theme) -> str:
    """A hint for a template that is not there."""
    return meant(str(error), theme.names(Resource.TEMPLATE))


def _sentence(error: Exception) -> str:
    """What the template engine says, as the start of our sentence."""
    said = _OF_OURS.sub(lambda found: f"a {found[1].lower()}", str(error))
    return f"the template cannot be used: {said or type(error).__name__}"


def _place(error: Exception, theme: Theme) -> Position | None:
    """The last line of a template that ran before the error."""
    import traceback

    folders = tuple(str(folder / "templates") for folder in theme.folders)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(folders)]
    return Position(frames[-1].filename, frames[-1].lineno or 0) if frames else None
