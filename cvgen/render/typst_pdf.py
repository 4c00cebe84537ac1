"""Document -> PDF by Typst: the file of `render/typ.py`, set in cvgen's own fonts. The only importer of typst.

Everything is in the one file that Typst is given, and its folder holds the fonts alone: there is no other file to be
read, and no package to be fetched. The PDF is PDF/UA-1 (ISO 14289-1), and the same bytes for the same document.
"""

import calendar
import shutil
import types
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cvgen.model import signals, typed
from cvgen.model.document import Document
from cvgen.model.errors import CvgenError, Level, Problem, Problems
from cvgen.model.look import PageLook
from cvgen.model.record import Record, replace
from cvgen.model.regex import lazy
from cvgen.render import families, fitting, look_css, pdf_file, typ
from cvgen.render.context import Context
from cvgen.render.paper import fonts

if TYPE_CHECKING:
    from typst import Fonts

_ACCESSIBLE = "ua-1"
# No font has it: Typst names the text in its words for it.
_LACKING = lazy(r'the text `"(.*?)"` could not be displayed')
_SPELT = lazy(r"\\u\{([0-9a-f]+)\}")
_PAGES = lazy(rb"\n<</Type/Pages/Count (\d+)/")
_NO_FONT = "unknown font family"
_SAID = 500
# Where nobody can be asked which family has a script: those with many, as systems bring them along.
_PROPORTIONAL = ("Noto Sans", "Segoe UI", "Arial Unicode MS", "Arial", "Tahoma", "DejaVu Sans")


def text(document: Document, context: Context) -> str:
    """The file that Typst sets."""
    return typ.text(document, context)


def render(document: Document, context: Context) -> bytes:
    """The file. Reads nothing but the fonts and the photo, and never the network."""
    typst = _typst()
    if document.look:
        look_css.tried(document.look, context.problems)
    family = (document.look and document.look.font) or fonts.USUAL[0]
    with folder(family) as found:
        data, pages = fitting.fitted(document, _Setter(typst, found, context).set, context.problems)
    pdf_file.report_length(document, pages, context.problems)
    if document.limits:
        from cvgen.render import limits

        limits.pages(document, pages, None, context.problems)
    return pdf_file.marked(data)


def _typst() -> types.ModuleType:
    try:
        import typst
    except ImportError:
        message, hint = "typst is not installed", "pip install 'cvgen[typst]'"
        raise CvgenError(Problem("missing-package", Level.ERROR, message, None, hint)) from None
    return typst


@contextmanager
def folder(family: str) -> Iterator[Path]:
    """A folder with one file of each face: their packages have each twice, and which is found first is not said."""
    others = (family,) if family not in fonts.FAMILIES and fonts.installed(family) else ()
    with signals.temporary_folder() as place:
        for file in (file for each in (*fonts.FAMILIES, *others) for file in fonts.files(each)):
            _put(file, place)
        yield place


def _put(file: Path, folder: Path) -> None:
    """Have a font's file in the folder."""
    if not (place := folder / file.name).exists():
        try:
            place.symlink_to(file)
        except OSError:  # not every user of Windows may make links
            shutil.copyfile(file, place)


class _Setter(Record):
    """Typst, the folder that it may read, and what is asked of the file."""

    typst: types.ModuleType
    folder: Path
    context: Context

    def set(self, document: Document) -> tuple[bytes, int]:
        """The file and its pages.

        Fonts of this machine are read only where the look names one, or its font lacks a character: then those alone
        that have it, or all of them where nobody knows which do.
        Where they have none either, the file is no PDF/UA, as its text cannot be read, and the reader is told.
        """
        problems, standard = self.context.problems, self.context.standard
        family = (document.look and document.look.font) or fonts.USUAL[0]
        instead = fonts.OFFERED.get(family, (document.look and document.look.stand_in) or "")
        ours = tuple(each for each in dict.fromkeys((family, instead)) if each and fonts.installed(each))
        boxed, refused = "", ""
        source = text(document, self.context)
        if lacking := fonts.lacking(source, ours):
            others = self._others(lacking, family)
            source = typ.text(document, replace(self.context, problems=Problems()), others)
        asked = partial(self._tried, document, source)
        standards = [_ACCESSIBLE, standard] if standard else [_ACCESSIBLE]
        made = asked(standards, system=not fonts.installed(family))
        if isinstance(made, str) and _lacking(made):
            made = asked(standards, system=True)
        if isinstance(made, str) and not standard:
            boxed, refused = _lacking(made), made
            made = asked([], system=True)
        if isinstance(made, str):
            hint = "leave out what it names" if standard else "let WeasyPrint make it: --engine weasyprint"
            message = f"Typst cannot set the document: {_first(made)}"
            raise CvgenError(Problem("typst-refused", Level.ERROR, message, None, hint))
        missed = lacking + "".join(char for char in boxed if char not in lacking)
        pdf_file.report_lacking(missed, boxed, ours or (family,), problems, "Typst's or of this machine")
        if refused:
            problems.warn("not-accessible", f"the PDF is not PDF/UA: {_first(refused)}", None, "look at what it names")
        pages = _PAGES.search(made)
        return made, int(pages[1]) if pages else 1

    def _fonts(self, *, system: bool) -> "Fonts":
        """The fonts of the folder and Typst's own, and those of this machine."""
        found: Fonts = self.typst.Fonts(include_system_fonts=system, font_paths=[str(self.folder)])
        return found

    def _others(self, lacking: str, family: str) -> tuple[str, ...]:
        """The families of this machine that have what a family lacks, put into the folder, each script's first.

        Typst would take a typewriter's letters, and of a family the nearest weight, whatever it has.
        """
        scripts: dict[str, str] = {}
        for char in lacking:
            script = pdf_file.script(char)
            scripts[script] = scripts.get(script, "") + char
        files = families.covering(scripts.values(), "sans-serif" if "Sans" in family else "serif")
        for file in files:
            _put(file, self.folder)
        found = self._fonts(system=not files).fonts()
        order = {file.name: at for at, file in enumerate(files)}
        ranked = {each.family: order[name] for each in found if (name := Path(each.path or "").name) in order}
        there = {each.family for each in found}
        return tuple(sorted(ranked, key=ranked.__getitem__)) or tuple(each for each in _PROPORTIONAL if each in there)

    def _tried(self, document: Document, source: str, standards: list[str], *, system: bool) -> bytes | str:
        """The file, or Typst's words for why there is none."""
        compiler = self.typst.Compiler(source.encode(), root=str(self.folder), font_paths=self._fonts(system=system))
        time = _seconds(document.as_of)
        try:
            data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=standards, timestamp=time)
        except self.typst.TypstError as error:
            return str(error.diagnostic or error.message)
        for warning in warnings:
            self._warn(warning.message, document.look)
        return bytes(data)

    def _warn(self, words: str, look: PageLook | None) -> None:
        """Say what Typst warns of."""
        problems = self.context.problems
        if look and look.font and words.startswith(_NO_FONT):
            said, at = families.missing(look.font, look), typed.place(look.font, look.at)
            problems.warn("font-missing", said, at, families.to_have(look.font))
        else:
            said = f"while making the PDF: {words[:_SAID]}"
            problems.warn("pdf-engine", said, None, "look at the values of the look")


def _seconds(day: str) -> int:
    """When a day began, in seconds since 1970."""
    year, month, date = ([int(part) for part in day.split("-")] + [1, 1])[:3] if day else (1970, 1, 1)
    return max(0, calendar.timegm((year, month, date, 0, 0, 0)))


def _lacking(words: str) -> str:
    """The characters that Typst found in no font, each once."""
    found = "".join(_LACKING.findall(words))
    return "".join(dict.fromkeys(_SPELT.sub(lambda code: chr(int(code[1], 16)), found)))


def _first(words: str) -> str:
    """What is wrong, of a message that shows its place as well: "error: the text …"."""
    return words.partition("\n")[0].removeprefix("error: ")[:_SAID]
