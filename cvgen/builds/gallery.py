"""A file -> one page that shows its first document in every look there is, as on paper, side by side."""

from html import escape

from cvgen import gate, pipeline
from cvgen.loading import Loaded
from cvgen.model.dates import Date
from cvgen.model.document import Document
from cvgen.model.errors import Problems
from cvgen.model.formats import PDF
from cvgen.model.look import PageLook, SidebarSide
from cvgen.model.word import Word
from cvgen.render import html, look_css
from cvgen.render.context import Context
from cvgen.theme import Resource

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Looks</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="cvgen">
<style>
body {{ margin: 1.5rem; font: 1rem/1.4 sans-serif; color: #1b1b1b; background: #e7e5e0 }}
main {{ display: flex; flex-wrap: wrap; gap: 1.5rem }}
figure {{ margin: 0; width: 105mm }}
figcaption {{ padding: .5rem 0; font-weight: 600 }}
.sheet {{ height: 148.5mm; overflow: hidden; background: #fff; box-shadow: 0 1px 4px rgb(0 0 0 / .3) }}
iframe {{ width: 210mm; height: 297mm; border: 0; transform: scale(.5); transform-origin: 0 0 }}
</style>
</head>
<body>
<h1>Looks</h1>
<main>
{figures}
</main>
</body>
</html>
"""
_FIGURE = """<figure>
<figcaption>{name}</figcaption>
<div class="sheet"><iframe sandbox="" tabindex="-1" title="{name}" srcdoc="{page}"></iframe></div>
</figure>"""


def page(loaded: Loaded, today: Date, problems: Problems) -> bytes:
    """The page, with nothing beside it that it needs; each first page stands in a frame of its own."""
    context = Context(loaded.theme, problems, gate.root(loaded.path))
    figures = []
    for name in loaded.theme.names(Resource.LOOK):
        request = pipeline.Request(PDF, today=today, look=PageLook(extends=Word(name)))
        document = pipeline.document(loaded, request, problems)
        figures.append(_FIGURE.format(name=name, page=escape(_first_sheet(document, context))))
    return _PAGE.format(figures="\n".join(figures)).encode()


def _first_sheet(document: Document, context: Context) -> str:
    """The HTML that is printed, for a screen: what holds for print holds there, and the margins are padding."""
    look = document.look or PageLook()
    body = f"padding: {look.margins or '17mm 20mm 18mm'}"
    if look.beside and look.sidebar_width and look.accent:
        ground = f"{look_css.tint(look.accent)} {look.sidebar_width}, #fff {look.sidebar_width}"
        to = "right" if look.sidebar == SidebarSide.LEFT else "left"
        body += f"; padding-{look.sidebar}: calc({look.sidebar_width} + {look_css.GUTTER})"
        body += f"; min-height: 297mm; background: linear-gradient(to {to}, {ground})"
    printed = html.paper(document, context).replace("@media print", "@media all")
    return printed.replace("</head>", f"<style>body {{ {body} }}</style></head>", 1)
