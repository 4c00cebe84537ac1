"""cvgen pdf, html, md …: one document in one format; a command for each format that there is."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli.common import DATA, EVERY, MAKING, OUT, found, options, put, reporting, say
from cvgen.model.choices import Engine, PdfStandard
from cvgen.model.clock import today
from cvgen.model.errors import CvgenError, Problems
from cvgen.model.formats import FORMATS, TYPST_PDF, Format, Medium
from cvgen.model.record import replace

if TYPE_CHECKING:
    from cvgen.loading import Loaded
    from cvgen.model.look import PageLook


_FRAGMENT = click.option(
    "--fragment", is_flag=True, help="A part for another page, as out/NAME.fragment.html: no <html> around it."
)

_ENGINE = click.option(
    "--engine",
    type=click.Choice([each.value for each in Engine]),
    help="What makes the PDF; as the document says if not said.",
)
_STANDARD = click.option(
    "--pdf-standard",
    type=click.Choice([each.value for each in PdfStandard]),
    help="Have Typst hold the PDF to PDF/A as well as to PDF/UA-1.",
)


def command(form: Format) -> click.Command:
    """The command that makes one document in this format, with what belongs to it, and says where it is."""

    def make(file: str, **asked: Any) -> None:
        _made(form, file, asked)

    own = [_FRAGMENT] if form.fragments else []
    own += [_ENGINE, _STANDARD] if form.medium is Medium.PAPER else []
    decorated = MAKING(options(*own)(make))
    return click.command(form.name, help=form.help)(decorated)


def _made(form: Format, file: str, asked: dict[str, Any]) -> None:
    from cvgen import loading, outcome, output, pipeline
    from cvgen.loading import looks

    with reporting(strict=asked["strict"]) as problems:
        loaded = loading.trusting(_loaded(file, asked, problems), trusted=asked["trust_templates"])
        look = looks.asked(asked["look"], asked["values"], problems)
        _seen(form, look, problems)
        request = pipeline.Request(
            form,
            asked["document"],
            asked["as_of"],
            today(),
            asked["style"],
            look,
            asked["reference"],
            _language(asked["lang"], problems),
            asked.get("engine") and Engine(asked["engine"]),
            asked.get("pdf_standard") and PdfStandard(asked["pdf_standard"]),
            fragment=asked.get("fragment", False),
        )
        name, _ = pipeline.recipe(loaded, request, problems)
        if request.standard and pipeline.form(loaded, request, problems) is not TYPST_PDF:
            problems.error("standard-of-typst", "--pdf-standard is for Typst alone", None, "say --engine typst as well")
            raise CvgenError
        ending = f"fragment.{form}" if request.fragment else form.name
        other = "" if name == pipeline.first(loaded) else name
        usual = output.goal(OUT, loaded.path, other, ending)
        goal = _goal(asked["output"], usual)
        _fitting(goal, form, problems)
        if asked["output"] == _STREAM:
            request = replace(request, above=outcome.above(loaded.path, Path()))
        made = outcome.made(loaded, request, goal, problems)
        problems.checkpoint(strict=asked["strict"])
        if asked["output"] == _STREAM:
            put(made[0][1])
            return
        output.stay_inside(goal.parent, [path for path, _ in made], problems)
        problems.checkpoint()
        for path, content in made:
            output.write(path, content, problems, overwrite=asked["overwrite"])
        problems.checkpoint()
        say(str(goal))


# What of a look these formats have.
_SEEN = {"md": (), "tex": ("paper",), "docx": ("extends", "font", "paper")}


def _seen(form: Format, look: "PageLook | None", problems: Problems) -> None:
    """Say what of a look that is asked for the format has not."""
    said = [name for name in look.__struct_fields__ if name != "at" and getattr(look, name) is not None] if look else []
    lost = [name for name in said if name not in _SEEN.get(form.name, said)]
    if lost:
        words = ", ".join("--look" if name == "extends" else f"look.{name}" for name in lost)
        problems.warn("look-unused", f"cvgen {form} makes nothing of {words}", None, "html, pdf and typ have looks")


def _language(tag: str, problems: Problems) -> str:
    """The language that is asked for; a CvgenError for what is none."""
    from cvgen.model import forms

    if wrong := forms.fault("language", tag):
        problems.error("wrong-value", wrong[0], None, wrong[1])
        raise CvgenError
    return tag


_STREAM = "-"
# Endings of what other programs make, and how one gets there from here; only what is surely meant is refused.
_OTHERS = {
    "odt": "cvgen md FILE -o x.md, then pandoc x.md -o x.odt",
    "rtf": "cvgen md FILE -o x.md, then pandoc -s x.md -o x.rtf",
    "epub": "cvgen md FILE -o x.md, then pandoc x.md -o x.epub",
    "doc": "cvgen docx FILE -o x.docx",
    "atom": "cvgen html makes a group's feed beside its page",
    "ics": "cvgen html makes an event's calendar entry beside its page",
    **dict.fromkeys(("yaml", "yml", "bib", "bibtex", "json", "css"), "this is how your own files end"),
}


def _goal(asked: str | None, usual: Path) -> Path:
    """Where the document goes: to a file that is named, under its usual name into a folder, or to out/."""
    if not asked or asked == _STREAM:
        return usual
    folder = asked.endswith(("/", os.sep)) or os.path.isdir(asked)  # noqa: PTH112 - no path that is too long is wrong here
    return Path(asked) / usual.name if folder else Path(asked)


def _fitting(goal: Path, form: Format, problems: Problems) -> None:
    """CvgenError for a file whose ending belongs to another format."""
    said = goal.suffix[1:].lower()
    owners = {ending: each.name for each in FORMATS.values() for ending in (each.name, *each.others)}
    if owners.get(said, "" if said in _OTHERS else form.name) == form.name:
        return
    hint = f"cvgen {owners[said]} makes one that ends in .{said}" if said in owners else _OTHERS[said]
    problems.error("other-command", f"{goal} would hold {form}", None, hint)
    raise CvgenError


def _loaded(file: str, asked: dict[str, Any], problems: Problems) -> "Loaded":
    """The file that is meant: a .bib alone, a file as named, or the group's."""
    from cvgen import loading
    from cvgen.read import files

    if file and files.is_bibliography(files.find(file, DATA) or Path(file)):
        return _bibliography(found(file, problems), asked, problems)
    group = asked["group"]
    if asked["owner"]:
        problems.error("owner-of-bib", "--owner is for a .bib alone", None, "a YAML file says `person: ID`")
        raise CvgenError
    if asked["group_by"]:
        hint = f"a YAML file says `group_by: {asked['group_by']}` under publications:"
        problems.error("owner-of-bib", "--group-by is for a .bib alone", None, hint)
        raise CvgenError
    if not group and not file:
        problems.error("no-file", "no file is named", None, "name one, such as liu.yaml, or say --group")
        raise CvgenError
    if not group:
        return loading.cv_file(found(file, problems), problems)
    name = file if group == EVERY else group
    if name:
        return loading.cv_file(found(name, problems), problems)
    groups = loading.group_files(DATA)
    if len(groups) > 1:
        hint = f"say --group {' or --group '.join(path.stem for path in groups)}"
        problems.error("which-group", "there are several groups in data/", None, hint)
        raise CvgenError
    return loading.cv_file(groups[0], problems) if groups else loading.everybody(DATA, problems)


def _bibliography(path: Path, asked: dict[str, Any], problems: Problems) -> "Loaded":
    from cvgen import loading
    from cvgen.model.choices import Grouping

    return loading.bibliography(path, asked["owner"], Grouping(asked["group_by"] or "year"), problems)
