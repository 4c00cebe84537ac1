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
from cvgen.render.page import browser_css, webfonts
from cvgen.render.paper import fonts
from cvgen.theme import Resource

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Looks</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="cvgen">
<style>
:root {{ --scale: .5 }}
@media (max-width: 27rem) {{ :root {{ --scale: .36 }} }}
body {{ margin: 1rem; font: 1rem/1.4 "Source Sans Pro", sans-serif; color: #1b1b1b; background: #e7e5e0 }}
main {{
  display: grid; gap: 1rem; justify-content: center;
  grid-template-columns: repeat(auto-fit, calc(210mm * var(--scale)));
}}
h1 {{ grid-column: 1 / -1; margin: 0; font-weight: 600 }}
figure {{ margin: 0 }}
figcaption {{ padding: .5rem 0; font-weight: 600 }}
.sheet {{ height: calc(297mm * var(--scale)); overflow: hidden }}
.sheet {{ background: #fff; box-shadow: 0 1px 4px rgb(0 0 0 / .3) }}
iframe {{ width: 210mm; height: 297mm; border: 0; transform: scale(var(--scale)); transform-origin: 0 0 }}
</style>
<style class="faces">
{faces}
</style>
</head>
<body>
<main>
<h1>Looks</h1>
{figures}
</main>
<script>
"use strict";
// Each frame is a page of its own, which takes the fonts from here, so that each of them is in the file once.
const faces = document.querySelector(".faces");
for (const frame of document.querySelectorAll("iframe")) {{
  const lend = () => frame.contentDocument.head.append(faces.cloneNode(true));
  frame.addEventListener("load", lend);
  if (frame.contentDocument.readyState === "complete") lend();
}}
</script>
</body>
</html>
"""
_FIGURE = """<figure>
<figcaption>{name}</figcaption>
<div class="sheet" inert>
<iframe sandbox="allow-same-origin" tabindex="-1" title="{name}" srcdoc="{page}"></iframe>
</div>
</figure>"""


def page(loaded: Loaded, today: Date, problems: Problems) -> bytes:
    """The page, with nothing beside it that it needs; each first page stands in a frame of its own."""
    context = Context(loaded.theme, problems, gate.root(loaded.path))
    figures, pages = [], ""
    families = {"Source Sans Pro"}
    for name in loaded.theme.names(Resource.LOOK):
        request = pipeline.Request(PDF, today=today, look=PageLook(extends=Word(name)))
        document = pipeline.document(loaded, request, problems)
        sheet = _first_sheet(document, context)
        figures.append(_FIGURE.format(name=name, page=escape(sheet)))
        families.add((document.look and document.look.font) or fonts.USUAL[0])
        pages += sheet
    # Weights are looked for in what stands before the first end of a style sheet: here, in all that there is.
    letters = f"{pages.replace('</style>', '')}</style>".encode()
    faces = "\n".join(filter(None, (webfonts.faces(family, letters) for family in sorted(families))))
    return _PAGE.format(figures="\n".join(figures), faces=faces).encode()


def _first_sheet(document: Document, context: Context) -> str:
    """The HTML that is printed, for a screen: what holds for print holds there, and the margins are padding."""
    look = document.look or PageLook()
    body = f"padding: {look.margins or '17mm 20mm 18mm'}"
    if look.beside and look.sidebar_width and look.accent:
        ground = f"{look_css.tint(look.accent)} {look.sidebar_width}, #fff {look.sidebar_width}"
        to = "right" if look.sidebar == SidebarSide.LEFT else "left"
        body += f"; padding-{look.sidebar}: calc({look.sidebar_width} + {look_css.GUTTER})"
        body += f"; min-height: 297mm; background: linear-gradient(to {to}, {ground})"
    start, style, rest = html.paper(document, context).partition("<style>")
    css, end, rest = rest.partition("</style>")
    printed = start + style + browser_css.for_browsers(css.replace("@media print", "@media all")) + end + rest
    return printed.replace("</head>", f"<style>body {{ {body} }}</style></head>", 1)
