"""A name -> the template, style, reference style or pack of that name: the user's folders first, then ours."""

import itertools
import posixpath
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from cvgen import gate
from cvgen.model.errors import CvgenError, Level, Position, Problem, meant
from cvgen.model.record import Record
from cvgen.model.regex import lazy

_HERE = Path(__file__).parent
OURS = _HERE if (_HERE / "templates").is_dir() else _HERE.parent

# A style or a template is no longer than this.
LARGEST = 16 * 2**20
_STRING = r"""'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*\""""
_NAME = r"(?:\\[0-9a-fA-F]{1,6}\s?|\\[^0-9a-fA-F\n]|[\w-])+"
_COMMENT = lazy(rf"/\*.*?(?:\*/|\Z)|({_STRING})", re.DOTALL)
# What opens and closes; a text in marks that does not end in its line, and a comment that never ends, are open.
_PAIRED = lazy(rf"""/\*.*?\*/|{_STRING}|\burl\(\s*[^\s"'()\\]+\s*\)|\\.|(/\*|['"{{}}])""", re.DOTALL | re.IGNORECASE)
_MARKS_OPEN = "these quotation marks are not closed in their line"
_OPEN = {
    "{": ("the rule that begins here is not closed", "add } where it ends"),
    "}": ("this } closes nothing", "take it out, or look for a { that lacks above"),
    "/*": ("this comment is not closed", "end it with */"),
    "'": (_MARKS_OPEN, "add '"),
    '"': (_MARKS_OPEN, 'add "'),
}
_RULE = lazy(rf"(?:{_STRING})|@({_NAME})", re.DOTALL)
_CALL = lazy(rf"({_NAME})\((?=\s*({_STRING}|[^\s)]*)([^;}}]*))", re.DOTALL)
# What stands in a block before a colon, unless that begins the selector of a block within it.
_DECLARATION = lazy(r"[{};]\s*([a-zA-Z][\w-]*)\s*:(?=[^{}]*?[;}])")
_ESCAPE = lazy(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_ELSEWHERE = lazy(r"(?:https?|ftp|wss?):|[\\/]{2}", re.IGNORECASE)
_FETCHING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set"))
# url(me.png), url('me.png'): what is in front of # and ? is a path, unless it begins like an address or at the root.
ADDRESS = lazy(r"""\burl\(\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|([^\s"'()\\]*))\s*\)""", re.IGNORECASE)
_ABSOLUTE = lazy(r"[a-z][a-z\d+.-]*:|[/#\\]", re.IGNORECASE)
_EXTENDS = lazy(r"\s*/\*\s*extends:\s*(\S+?)\s*\*/")
_UNFIT = lazy(r"[^\w.-]+")
_WORD = lazy(r"[^\W_][\w-]*(?:\.[\w-]+)*")


class Resource(StrEnum):
    """What a user may replace by a file of the same name."""

    TEMPLATE = "template"
    STYLE = "style"
    REFERENCE = "reference"
    ENTRIES = "entries"
    LOOK = "look"
    PACK = "pack"
    LOCALE = "locale"


# What is asked for by a key of the other one.
_TAKEN_FOR = {Resource.STYLE: Resource.LOOK, Resource.LOOK: Resource.STYLE}
# The folders of a kind in a project or in ours, and how its files end.
_PLACES = {
    Resource.TEMPLATE: (("templates",), ""),
    Resource.STYLE: (("styles",), ".css"),
    Resource.REFERENCE: (("styles/references",), ".yaml"),
    Resource.ENTRIES: (("styles/entries",), ".yaml"),
    Resource.LOOK: (("styles/looks",), ".yaml"),
    Resource.PACK: (("packs", "templates/packs"), ".yaml"),
    Resource.LOCALE: (("locales", "templates/locales"), ".yaml"),
}


class Theme(Record):
    """Where looks come from; an earlier folder wins over a later one. Each holds `templates` and `styles`.

    When `trusted`, templates are not run in a sandbox.
    """

    folders: tuple[Path, ...]
    trusted: bool = False

    def style(self, name: str) -> str:
        """The CSS of a style, with what it extends in front: "classic" -> base.css, then classic.css."""
        return "\n".join(css for _, css in self.sheets(name))

    def sheets(self, name: str) -> tuple[tuple[Path, str], ...]:
        """The files of a style with their CSS, what is extended first; a CvgenError for one that cannot be used."""
        texts = self._chain(name)
        for path, css in texts.items():
            if not path.is_relative_to(OURS):
                _refuse_imports(path, css)
                texts[path] = self._rooted(path, css)
        return tuple(reversed(texts.items()))

    def _rooted(self, path: Path, css: str) -> str:
        """A style whose addresses, which count from its own folder, count from the project's, as those of pages do."""
        project = next(folder for folder in self.folders if path.is_relative_to(folder))
        folder = path.parent.relative_to(project).as_posix()
        return ADDRESS.sub(lambda found: f'url("{rooted(folder, found)}")' if _counts(found) else found[0], css)

    def own(self, styles: Iterable[str]) -> dict[Path, str]:
        """The user's files of these styles with their CSS; what is called like a look alone has none."""
        known = (each for each in styles if self.has(Resource.STYLE, each))
        return {path: css for each in known for path, css in self.sheets(each) if not path.is_relative_to(OURS)}

    def place(self, styles: Iterable[str], words: str) -> Position | None:
        """Where these words stand in the user's files of styles; None where they do not."""
        pattern = re.compile(r"\s*:".join(map(re.escape, words.split(":", 1))))
        found = ((path, css, pattern.search(css)) for path, css in self.own(styles).items())
        return next((_at(path, css, match) for path, css, match in found if match), None)

    def look(self, style: str) -> str:
        """The look whose values a style has, which is called as the style or as what it extends; "" if it has none."""
        return next((path.stem for path in self._chain(style) if self.has(Resource.LOOK, path.stem)), "")

    def remote(self, styles: Iterable[str]) -> tuple[Problem, ...]:
        """A warning for each address elsewhere that a page in these styles would ask for what is there."""
        return tuple(problem for path, css in self.own(styles).items() for problem in _remote(path, css))

    def unclosed(self, styles: Iterable[str]) -> tuple[Problem, ...]:
        """A warning for what is opened and never closed in styles of the user's, or closed and never opened."""
        return tuple(problem for path, css in self.own(styles).items() for problem in _unclosed(path, css))

    def declared(self, styles: Iterable[str]) -> Iterator[tuple[str, Position]]:
        """The properties that the user's files of these styles declare, in small letters, and where."""
        for path, css in self.own(styles).items():
            code = re.sub(_STRING, '""', _uncommented(css))
            for found in _DECLARATION.finditer(code):
                yield found[1].lower(), Position(str(path), code.count("\n", 0, found.start(1)) + 1)

    def source(self, kind: Resource, name: str) -> str:
        """The text of a file as it stands, to start one's own from: "html/page.html"."""
        return _text(self.path(kind, name))

    def path(self, kind: Resource, name: str) -> Path:
        """The file of that name; a CvgenError that carries the problem if there is none."""
        found = next(self.paths(kind, name), None)
        if found is None:
            raise CvgenError(self._unknown(kind, name))
        return found

    def _unknown(self, kind: Resource, name: str, user: Path | None = None) -> Problem:
        """The problem of a name that no folder has; one of a look is no style's, nor the other way round."""
        at, other = Position(str(user), 1) if user else None, _TAKEN_FOR.get(kind)
        where = " in a document" if user else ""
        is_other = other and self.has(other, name)
        hint = f"it is a {other}: `{other}: {name}`{where}" if is_other else meant(name, self.names(kind))
        return Problem(f"unknown-{kind}", Level.ERROR, f"there is no {kind} called {name!r}", at, hint)

    def has(self, kind: Resource, name: str) -> bool:
        """Whether one of that name may be asked for."""
        return next(self.paths(kind, name), None) is not None

    def names(self, kind: Resource) -> tuple[str, ...]:
        """All that may be asked for: "classic", "modern"."""
        places, ending = _PLACES[kind]
        found = (
            path.relative_to(folder / place).as_posix().removesuffix(ending)
            for folder in self.folders
            for place in places
            for path in (folder / place).rglob(f"*{ending}")
            if gate.is_file(path) and path.stem != "README"
        )
        return tuple(sorted({name for name in found if _safe(kind, name)}))

    def paths(self, kind: Resource, name: str) -> Iterator[Path]:
        """Each file of that name, the winner first."""
        places, ending = _PLACES[kind]
        if _safe(kind, name):
            folders = (folder / place for folder in dict.fromkeys(self.folders) for place in places)
            paths = (folder / f"{name}{ending}" for folder in folders)
            yield from (path for path in paths if gate.is_file(path) and self.holds(path))

    def holds(self, path: Path) -> bool:
        """Whether a file is really in one of the folders: a link that leads out of the project is not followed."""
        if self.trusted or path.is_relative_to(OURS):
            return True
        return gate.inside(path, self.folders)

    def misnamed(self) -> Iterator[Problem]:
        """A warning for each file of the user's that lies where styles do, and has a name that none can be asked by."""
        mine = [folder for folder in self.folders if folder != OURS]
        named = [(place, ending) for places, ending in _PLACES.values() if ending for place in places]
        for folder, (place, ending) in itertools.product(mine, named):
            for path in sorted((folder / place).glob("[!.]*.*")):
                fit = _UNFIT.sub("-", path.stem).strip("-.") + ending
                if path.suffix.lower() in (ending, ending.replace("yaml", "yml")) and path.name != fit:
                    hint = f"call it {fit}: letters, digits, - and _, and {ending} at the end"
                    yield Problem("misnamed-file", Level.WARNING, f"{path.name} is not read", Position(str(path)), hint)

    def _chain(self, name: str) -> dict[Path, str]:
        """The files of a style and of all that it extends; one that extends its own name means the next folder's."""
        chain: dict[Path, str] = {}
        while name or not chain:
            paths = tuple(self.paths(Resource.STYLE, name))
            path = next((path for path in paths if path not in chain), None)
            if paths and path is None:
                message, at = f"the style {name} extends itself", Position(str(tuple(chain)[-1]), 1)
                raise CvgenError(Problem("circle", Level.ERROR, message, at, "name another one, or none"))
            if path is None:
                user = tuple(chain)[-1] if chain else None
                raise CvgenError(self._unknown(Resource.STYLE, name, user))
            chain[path] = _text(path)
            found = _EXTENDS.match(chain[path])
            name = found[1] if found else ""
        return chain


def rooted(folder: str, found: re.Match[str]) -> str:
    """An address in a style of this folder, from where the folder's own path counts: url(me.png) -> styles/me.png."""
    path = re.split(r"[?#]", address := _named(found))[0]
    return posixpath.normpath(posixpath.join(folder, path)) + address[len(path) :]


def _named(found: re.Match[str]) -> str:
    return found[1] or found[2] or found[3] or ""


def _counts(found: re.Match[str]) -> bool:
    """Whether an address is a path that counts from somewhere."""
    address = _named(found)
    return bool(address) and '"' not in address and not _ABSOLUTE.match(address)


def open(project: Path | None) -> Theme:  # noqa: A001 - called as theme.open
    """The looks of a project: its own folders, then ours."""
    return Theme((project, OURS) if project else (OURS,))


def _text(path: Path) -> str:
    """What stands in a file; a CvgenError that carries the problem if it cannot be read or is not text."""
    try:
        return gate.content(path, largest=LARGEST).decode().replace("\r\n", "\n").replace("\r", "\n")
    except gate.RefusedError as error:
        problem = Problem(error.code, Level.ERROR, f"this {error.why}", Position(str(path)), error.hint)
        raise CvgenError(problem) from error
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        problem = Problem("not-utf8", Level.ERROR, f"byte {error.start} is not UTF-8", Position(str(path)), hint)
        raise CvgenError(problem) from error


def _refuse_imports(style: Path, css: str) -> None:
    """A CvgenError for a style that would fetch another one: what cvgen makes stands alone."""
    code = _uncommented(css)
    for found in _RULE.finditer(code):
        if _unescaped(found[1] or "").casefold() == "import":
            at, hint = _at(style, code, found), "begin the style with /* extends: classic */ instead"
            raise CvgenError(Problem("style-import", Level.ERROR, "a style cannot use @import", at, hint))


def _remote(style: Path, css: str) -> Iterator[Problem]:
    """A warning for each address on another machine (CSS Values, section 4.5: in url(), and in image-set() bare)."""
    code = _uncommented(css)
    for found in _CALL.finditer(code):
        name = _unescaped(found[1]).casefold()
        more = re.findall(_STRING, found[3]) if "image" in name else []
        for address in (_unescaped(each).strip("'\" \t\n") for each in (found[2], *more)):
            if name in _FETCHING and _ELSEWHERE.match(address):
                message = f"whoever opens the page asks {address[:200]} for a part of it"
                hint = "copy the file into the project's folder, or into the style as a data: address"
                yield Problem("style-remote", Level.WARNING, message, _at(style, code, found), hint)


def _unclosed(style: Path, css: str) -> Iterator[Problem]:
    """A warning for the first of each; what stands below in the page, ours too, is read as part of it in silence."""
    opened: list[re.Match[str]] = []
    first: dict[str, re.Match[str]] = {}
    for found in _PAIRED.finditer(css):
        if found[1] == "{":
            opened.append(found)
        elif found[1] == "}" and opened:
            opened.pop()
        elif found[1]:
            first.setdefault(found[1], found)
        if found[1] == "/*":
            opened.clear()
            break
    if opened:
        first["{"] = opened[0]
    for sign, found in first.items():
        message, hint = _OPEN[sign]
        yield Problem("style-unclosed", Level.WARNING, message, _at(style, css, found), hint)


def _uncommented(css: str) -> str:
    """A style sheet without its comments; what is left stands in the line where it stood."""
    return _COMMENT.sub(lambda found: found[1] or "\n" * found[0].count("\n") or " ", css)


def _unescaped(name: str) -> str:
    r"""A name as browsers read it (CSS Syntax, section 4.3.7): "\69mport" -> "import"."""
    return _ESCAPE.sub(lambda found: found[2] or chr(min(int(found[1], 16), 0x10FFFF)), name)


def _at(style: Path, code: str, found: re.Match[str]) -> Position:
    return Position(str(style), code.count("\n", 0, found.start()) + 1)


def _safe(kind: Resource, name: str) -> bool:
    """Whether a name is only a name: "classic", "html/page.html"; never "../x", nor a pack among templates."""
    words = name.split("/") if kind is Resource.TEMPLATE else [name]
    return all(_WORD.fullmatch(word) for word in words) and (len(words) == 1 or words[0] not in ("packs", "locales"))
