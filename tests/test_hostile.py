"""Attacks on a build, each by its name, each answered: data is not trusted, nor what lies in a project's folder."""

import base64
import io
import json
import os
import re
import socket
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hostile import BIB, Skeleton, built
from markdown_it import MarkdownIt
from workbench import FILE, Desk, project

from cvgen.render import links

HARMLESS = "Zz"
INJECTIONS = {
    "a script": '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "an attribute": "' onmouseover='alert(1)' x=\" onfocus=\"alert(1)",
    "the end of a script": "</script><script>alert(1)</script>",
    "the end of a style": "</style><style>*{background:url(https://evil.example/)}</style>",
    "the end of a template": "</template></textarea></title><svg/onload=alert(1)>",
    "a comment": "--><svg onload=alert(1)><!--",
    "a CDATA section": "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;",
    "a template's signs": "{{ 7*7 }}{% raw %}{# x #}",
    "line separators": "\u2028alert(1)\u2029\u0085",
    "a link around it": "<a href=javascript:alert(1)>x</a><base href=https://evil.example/>",
}
SAFE = ("https:", "http:", "mailto:", "tel:")
# The first turns the page dark and light, the last searches; what is between them is data.
SCRIPTS = {"ada.html": 4, "lab.html": 4, "people/ada.html": 4, "talk.html": 2}


@pytest.fixture(autouse=True)
def nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a build has asked the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refused, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = built(tmp_path_factory.mktemp("harmless"), HARMLESS)
    return made(desk)


def made(desk: Desk) -> Desk:
    """The project's pages, Markdown, feed and calendar."""
    for words in ("html ada.yaml", "html lab.yaml", "html talk.yaml", "md ada.yaml", "md lab.yaml"):
        ran = desk.run(*words.split())
        assert ran.code == 0, ran.err
    return desk


def attacked(folder: Path, name: str) -> Desk:
    """The project with an attack in every field; in YAML a brace is typed twice."""
    text = INJECTIONS[name]
    return made(built(folder, text.replace("{", "{{").replace("}", "}}"), text.replace("{", "\\{").replace("}", "\\}")))


@pytest.mark.parametrize("name", INJECTIONS)
def test_nothing_gets_from_a_field_into_the_markup(tmp_path: Path, harmless: Desk, name: str) -> None:
    desk = attacked(tmp_path, name)
    for page, scripts in SCRIPTS.items():
        found, usual = Skeleton(desk.read(f"out/{page}")), Skeleton(harmless.read(f"out/{page}"))
        # A title with quotation marks stands as it is shown in an attribute more.
        shown = {(tag, tuple(each for each in names if each != "data-title")) for tag, names in found.elements}
        assert shown - set(usual.elements) == set()
        assert len(found.scripts) == len(usual.scripts) == scripts
        assert found.scripts[0] == usual.scripts[0]
        assert found.scripts[-1] == usual.scripts[-1] or scripts == 2
        assert all(json.loads(each) for each in found.scripts[1 : 3 if scripts > 2 else 2])
        assert [url for url in found.links if not follows(url)] == []


def follows(url: str) -> bool:
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE)
    return scheme[0].lower() in SAFE if scheme else not re.match(r"[\\/\s]{2}|\\", url)


@pytest.mark.parametrize("name", INJECTIONS)
def test_nothing_gets_from_a_field_into_markdowns_markup(tmp_path: Path, harmless: Desk, name: str) -> None:
    desk = attacked(tmp_path, name)
    for page in ("ada.md", "lab.md"):
        found, usual = (Skeleton(MarkdownIt().render(each.read(f"out/{page}"))) for each in (desk, harmless))
        # A date that is longer than any stands in a line of its own.
        assert {tag for tag, _ in found.elements} - {tag for tag, _ in usual.elements} <= {"br"}
        assert {row for row in found.elements if row[1]} - {row for row in usual.elements if row[1]} == set()
        assert [url for url in found.links if not follows(url)] == []


@pytest.mark.parametrize("name", INJECTIONS)
def test_the_feed_is_xml_and_the_calendar_has_its_lines_alone(tmp_path: Path, harmless: Desk, name: str) -> None:
    desk = attacked(tmp_path, name)
    found, usual = (ET.fromstring(each.read("out/lab.atom")) for each in (desk, harmless))  # noqa: S314 - our own
    assert {each.tag for each in found.iter()} == {each.tag for each in usual.iter()}
    assert [each.get("href") for each in found.iter() if not follows(each.get("href") or "")] == []
    lines = desk.read("out/talk.ics").replace("\n ", "").splitlines()
    assert [line.split(":")[0] for line in lines] == [
        line.split(":")[0] for line in harmless.read("out/talk.ics").replace("\n ", "").splitlines()
    ]


MARKDOWN = {
    "a link": "[x](javascript:alert(1))",
    "a link to elsewhere": "[x](https://evil.example)",
    "a picture": "![x](https://evil.example/x.png)",
    "a heading": "# x",
    "a list": "- x",
    "a number": "1. x",
    "a quote": "> x",
    "code": "`x` ```x``` ~~~x",
    "a table": "| a | b |",
    "a rule": "***",
    "a reference": "[x]: https://evil.example",
    "a footnote": "[^1]: x",
    "a tag": "<img src=x onerror=alert(1)>",
    "a comment": "<!-- x",
    "an address": "<javascript:alert(1)>",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_in_a_bib_is_text(tmp_path: Path, name: str) -> None:
    for number, words in enumerate((MARKDOWN[name], HARMLESS)):
        text = words.replace("#", "\\#").replace("~~~", r"\~{}" * 3).replace("^", r"\^{}")
        bib = f"@book{{k, title = {{{text}}}, author = {{{{{text}}}}}, publisher = {{{text}}}, year = 2020}}"
        Desk(tmp_path).write(f"{number}.bib", bib).run("md", f"{number}.bib", "--group-by", "type")
    desk = Desk(tmp_path)
    bad, fine = (Skeleton(MarkdownIt().render(desk.read(f"out/{number}.md"))).elements for number in (0, 1))
    assert bad == fine


SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "\x01javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
    "javascript:https://example.org", "data:text/html,<script>alert(1)</script>", "DATA:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)", "file:///etc/passwd", "blob:https://x/1", "view-source:x", "feed:javascript:alert(1)",
    "//evil.example/x", "\\\\evil.example\\share", "/\\evil.example", "jar:file:///x!/", "about:blank",
    "jav\u00adascript:alert(1)", "javascript\u200b:alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("url", SCHEMES)
def test_a_link_that_is_no_address_is_refused_everywhere(tmp_path: Path, url: str) -> None:
    desk = project(tmp_path)
    entry = {"award": "Prize", "url": url, "links": [{"label": "here", "url": url}]}
    shown = {"links": [{"label": "there", "url": url}], "website": [{"value": url, "label": "site"}],
             "custom_connections": [{"placeholder": "x", "url": url}], "sections": {"A": [entry, f"[words]({url})"]}}  # fmt: skip
    desk.write("data/bad.yaml", json.dumps({"person": "ada", "bibliography": "bad.bib", "cv": shown}))
    desk.write(
        "data/bad.bib",
        "@misc{k, title = {\\href{%s}{T}}, author = {Example, Ada}, url = {%s}, url_pdf = {%s}, year=2020}"
        % (url, url, url),
    )
    for form in ("html", "md"):
        desk.run(form, "bad.yaml")
        desk.run(form, "data/bad.bib", "-o", f"out/bib.{form}", "--owner", "Ada Example")
    texts = [desk.read(f"out/{name}") for name in ("bad.html", "bib.html", "bad.md", "bib.md") if name in desk.files()]
    found = [Skeleton(text if text.startswith("<!") else MarkdownIt().render(text)).links for text in texts]
    unsafe = [each for row in found for each in row if not follows(each) or not links.target(each)]
    assert texts
    assert unsafe == []


PAYLOADS = (
    "/JavaScript",
    "/JS",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/EmbeddedFile",
    "/GoToR",
    "/SubmitForm",
    "/RichMedia",
)


def test_a_pdf_holds_text_and_safe_links_alone(tmp_path: Path) -> None:
    bad = INJECTIONS["a script"] + ") /JS (alert(1)) >> endobj"
    desk = built(tmp_path, bad)
    assert desk.run("pdf", "ada.yaml").code == 0
    reader = pypdf.PdfReader(io.BytesIO((desk.folder / "out/ada.pdf").read_bytes()))
    names = {name for found in objects(reader) for name in found}
    assert names.isdisjoint(PAYLOADS)
    urls = [str(found["/URI"]) for found in objects(reader) if "/URI" in found]
    assert urls
    assert [url for url in urls if not follows(url)] == []
    assert reader.metadata
    assert bad.replace("alert(1)", "") not in ("", reader.metadata.title)
    assert "<script>" in str(reader.metadata.title)
    ET.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())  # noqa: S314 - our own


def objects(reader: pypdf.PdfReader) -> Iterator[dict[str, Any]]:
    """Every dictionary of a file."""
    waiting = [
        reader.get_object(n) for n in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1)
    ]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting += [each for each in found.values() if isinstance(each, dict | list)]
        elif isinstance(found, list):
            waiting += [each for each in found if isinstance(each, dict | list)]


# What a style or a template of the project tries to read.
REMOTE = ("https://evil.example/x.png", "http://127.0.0.1:9/x", "ftp://evil.example/x", "//evil.example/x.png")
LOCAL = ("file:///etc/hostname", "../secret.png", "linked.png", "%2e%2e/secret.png", "file://evil.example/share/x.png")
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize("url", REMOTE + LOCAL)
def test_the_pdf_engine_reads_the_projects_folder_alone(tmp_path: Path, url: str) -> None:
    desk = project(tmp_path / "project")
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (desk.folder / "linked.png").symlink_to(tmp_path / "secret.png")
    desk.write(
        "styles/bad.css",
        f"/* extends: classic */ body {{ background: url({url}) }} @font-face {{ font-family: x; src: url({url}) }} h1 {{ font-family: x }}",
    )
    page = '{% extends "cvgen/html/page.html" %}{% block footer %}<img src="URL"><object data="URL"></object><a rel="attachment" href="URL">x</a>{% endblock %}'
    desk.write("templates/html/page.html", page.replace("URL", url))
    ran = desk.run("pdf", "ada.yaml", "--style", "bad")
    assert ran.code == 0, ran.err
    assert "only files of the project can be used" in ran.err
    content = (desk.folder / "out/ada.pdf").read_bytes()
    assert b"/EmbeddedFile" not in content
    assert b"/Subtype /Image" not in content


PHOTOS = ["../secret.png", "/etc/hostname", "file:///etc/hostname", "https://evil.example/x.png", "linked.png",
          "//evil/x.png", "data", "pipe.png", "data:image/png;base64,AAAA", "notes.txt", "\x00", "a" * 5000, "/dev/zero"]  # fmt: skip


@pytest.mark.parametrize("path", PHOTOS)
@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_photo_comes_from_the_project_alone(tmp_path: Path, path: str, form: str) -> None:
    desk = project(tmp_path / "project").write("notes.txt", "no picture")
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (desk.folder / "linked.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(desk.folder / "pipe.png")
    desk.write("data/ada.yaml", json.dumps({"person": "ada", "cv": {"photo": path, "sections": {"A": ["text"]}}}))
    ran = desk.run(form, "ada.yaml")
    assert (ran.code, desk.files()) == (1, [])
    assert "cannot be used" in ran.err or "control character" in ran.err


TRICKS = {
    "an attribute": "{{ ''.__class__.__mro__ }}",
    "an attribute of a function": "{{ reachable.__globals__ }}",
    "an attribute by a filter": "{{ ''|attr('__class__') }}",
    "an attribute by an index": "{{ ''['__class__'] }}",
    "subclasses": "{% for x in [].__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "the format of a string": "{{ '{0.__class__.__init__.__globals__}'.format(document) }}",
    "an environment": "{{ self.__init__.__globals__ }}",
    "a record's class": "{{ document.__class__.__init__.__globals__ }}",
    "an import": "{% import os %}",
    "a module": "{% import 'os' as os %}{{ os.system('id') }}",
    "a file by dots": "{% include '../../secret.txt' %}",
    "a file by its path": "{% include '/etc/hostname' %}",
    "a link": "{% include 'html/linked.html' %}",
    "a change": "{% set x = document.keywords.append(1) %}",
    "very many": "{% for x in range(10**9) %}{% endfor %}",
}


@pytest.mark.parametrize("name", TRICKS)
def test_a_template_cannot_leave_its_sandbox(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path / "project")
    (tmp_path / "secret.txt").write_text("top secret", encoding="utf-8")
    page = '{% extends "cvgen/html/page.html" %}\n{% block footer %}\n' + TRICKS[name] + "\n{% endblock %}"
    desk.write("templates/html/page.html", page)
    (desk.folder / "templates/html/linked.html").symlink_to(tmp_path / "secret.txt")
    ran = desk.run("html", "ada.yaml")
    assert (ran.code, desk.files()) == (1, [])
    assert "templates/html/page.html:3" in ran.err
    assert "hint: " in ran.err


def test_a_trusted_template_may_do_what_it_likes(tmp_path: Path) -> None:
    desk = project(tmp_path)
    page = '{% extends "cvgen/html/page.html" %}{% block footer %}{{ "".__class__.__name__ }}{{ strong }}{% endblock %}'
    desk.write("templates/html/page.html", page.replace("{{ strong }}", ""))
    desk.write("templates/markdown/document.md", "{{ ''.__class__.__name__ }}")
    assert desk.run("html", "ada.yaml").code == 1
    for words in ("html ada.yaml", "pdf ada.yaml", "md ada.yaml", "build -o build"):
        ran = desk.run(*words.split(), "--trust-templates")
        assert ran.code == 0, ran.err
    assert "str</body>" in "".join(desk.read("out/ada.html").split("</main>")[1].split("\n"))[
        :20
    ] or "str" in desk.read("out/ada.html")
    assert desk.read("out/ada.md").startswith("str\n")
    assert desk.run("html", "ada.yaml").code == 1
    assert desk.run("build", "-o", "build").code == 1


YAML = {
    "a tag": "person: !!python/object/apply:os.system [id]",
    "an unknown tag": "person: !x ada",
    "an alias bomb": "a: &a [x, x]\n" + "\n".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)),
    "a merge bomb": "a: &a {x: 1}\n" + "\n".join(f"{b}: &{b} {{<<: [{', '.join([f'*{a}'] * 9)}]}}" for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)),
    "an alias of itself": "a: &a [*a]\nperson: ada",
    "a merge of itself": "a: &a {<<: *a}\nperson: ada",
    "brackets": "a: " + "[" * 50_000,
    "braces": "a: " + "{a: " * 50_000,
    "indents": "\n".join(" " * i + "a:" for i in range(2_000)),
    "dashes": "a: " + "- " * 50_000,
    "fifty thousand keys": "person: ada\n" + "\n".join(f"k{i}: 1" for i in range(50_000)),
    "a long number": "person: ada\ncv: {sections: {A: [x]}}\ndocuments: {cv: {max_pages: " + "9" * 100_000 + "}}",
    "a sexagesimal number": "person: ada\ndocuments: {cv: {max_pages: " + "1:" * 30_000 + "1}}",
    "NUL bytes": "person: a\x00da",
    "a long line": "person: ada\ncv: {headline: " + "x" * 10_000_000 + "}",
    "too long": "person: ada\ncv: {headline: " + "x" * 17_000_000 + "}",
    "two documents": "person: ada\n---\nperson: bo",
    "a document from itself": "person: ada\ndocuments: {a: {from: b}, b: {from: a}}",
    "ten thousand documents": "person: ada\ndocuments:\n" + "\n".join(f"  d{i}: {{from: d{i - 1}}}" for i in range(1, 3_000)),
}  # fmt: skip
FINE = {"a long line", "a long number", "a sexagesimal number"}


@pytest.mark.parametrize("name", YAML)
def test_a_hostile_yaml_file_is_answered_in_time(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path).write("data/ada.yaml", YAML[name])
    start = time.process_time()
    ran = desk.run("md", "ada.yaml")
    assert time.process_time() - start < 20
    assert ran.code == 1 or name in FINE
    assert ran.code == 0 or "data/ada.yaml" in ran.err
    assert len(ran.err) < 60_000_000


LISTS = {
    "a million letters": "@misc{a, title = {" + "x" * 1_000_000 + "}, author = {Example, Ada}}",
    "a million authors' letters": "@misc{a, title = {T}, author = {" + "x" * 1_000_000 + "}}",
    "a hundred thousand braces": "@misc{a, title = {" + "{" * 100_000 + "}" * 100_000 + "}, author = {Example, Ada}}",
    "a hundred thousand open braces": "@misc{a, title = {" + "{" * 100_000 + "\n@misc{b, title = {B}}",
    "twenty thousand entries' beginnings": "@misc{" * 20_000,
    "a hundred thousand fields": "@misc{a, " + ", ".join(f"f{i} = {{x}}" for i in range(100_000)) + "}",
    "a hundred thousand keys": "@misc{" + "a" * 100_000 + ", title = {T}}",
    "NUL bytes": "@misc{a\x00, title = {T\x00}, author = {Exam\x00ple, Ada}}\x00",
    "one long line": "@misc{a, title = {T}, abstract = {" + "word " * 2_000_000 + "}}",
    "one long line of nothing": " " * 10_000_000 + "@misc{a, title = {T}}",
    "two thousand authors": "@misc{a, title = {T}, author = {" + " and ".join(f"Name{i}, A." for i in range(2_206)) + "}}",
    "nested commands": "@misc{a, title = {" + "\\emph{" * 30_000 + "}" * 30_000 + "}}",
    "endless macros": '@preamble{"\\newcommand{\\a}{\\a\\a}"}\n@misc{a, title = {\\a}}',
    "doubling strings": "@string{x0 = {xx}}\n" + "\n".join(f"@string{{x{i} = x{i - 1} # x{i - 1}}}" for i in range(1, 60)) + "\n@misc{a, title = x59}",
    "crossrefs in a circle": "\n".join(f"@misc{{k{i}, title = {{T{i}}}, crossref = {{k{(i + 1) % 2000}}}}}" for i in range(2_000)),
    "one key two thousand times": "\n".join(f"@misc{{k, title = {{Title {i}}}}}" for i in range(2_000)),
    "one title two thousand times": "\n".join(f"@article{{k{i}, title = {{The same old title}}, author = {{A{i}, B}}, journal = {{J}}}}" for i in range(2_000)),
    "entities": "@misc{a, title = {" + "&amp;" * 100_000 + "&lt;b&gt;" * 50_000 + "}}",
    "open tags": "@misc{a, title = {" + "<b>" * 100_000 + "}, author = {" + "<i>" * 50_000 + "}}",
    "commas": "@misc{a, author = {" + "A, " * 100_000 + "}, title = {T}}",
    "ands": "@misc{a, author = {" + "and " * 100_000 + "}, title = {T}}",
    "dollars": "@misc{a, title = {" + "$x^" * 100_000 + "}}",
    "percent signs": "@misc{a, title = {T},\n" + "%\n" * 200_000 + "year = 2020}",
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_hostile_bib_is_answered_in_time(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path).write("papers.bib", LISTS[name])
    start = time.process_time()
    ran = desk.run("md", "papers.bib", "--owner", "Ada Example")
    assert time.process_time() - start < 20
    assert (ran.code, desk.files()) == (0, ["papers.md"])
    assert "\x00" not in desk.read("out/papers.md")


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    desk = project(tmp_path)
    os.mkfifo(tmp_path / "pipe.bib")
    os.mkfifo(tmp_path / "data/pipe.yaml")
    (tmp_path / "zero.bib").symlink_to("/dev/zero")
    (tmp_path / "folder.bib").mkdir()
    for name in ("pipe.bib", "zero.bib", "folder.bib", "/dev/zero", "data/pipe.yaml", "data"):
        ran = desk.run("md", name)
        assert (ran.code, ran.err.startswith(f"{name}: ")) == (1, True)
    for name in ("../pipe.bib", "../zero.bib", "../folder.bib"):
        desk.write("data/x.yaml", FILE.replace("publications.bib", name))
        ran = desk.run("md", "x.yaml")
        assert (ran.code, f"data/x.yaml:2:15: the bibliography {name} is " in ran.err) == (1, True)
    (tmp_path / "data/x.yaml").unlink()
    ran = desk.run("build", "--quiet")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "data/pipe.yaml: this is no file but a pipe or a device")
    assert desk.files() == ["ada.html", "ada.md", "ada.pdf", "index.html"]
    assert desk.run("survey", ".").code == 1


def test_a_bibliography_elsewhere_is_read_as_one_and_never_shown(tmp_path: Path) -> None:
    desk = project(tmp_path / "project")
    (tmp_path / "shared.bib").write_text(desk.read("data/publications.bib"), encoding="utf-8")
    desk.change("data/ada.yaml", "publications.bib", "../../shared.bib")
    assert desk.run("md", "ada.yaml").code == 0
    (tmp_path / "shared.bib").write_text("root:x:0:0:top secret:/root:/bin/bash\n", encoding="utf-8")
    ran = desk.run("md", "ada.yaml", "-o", "out/other.md")
    assert "top secret" not in ran.err + ran.out
    assert desk.files() == ["ada.md"]


IDS = ["../../x", "..", "/etc/x", "a/b", "a\\b", ".hidden", "", "a" * 200, "a\nb", "a\x7fb", "CON/x"]


@pytest.mark.parametrize("name", IDS)
def test_an_id_is_no_path(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path / "project")
    people = {"groups": [{"id": "lab", "name": "Lab"}], "people": [
        {"id": name, "name": "Example, Ada", "relations": [{"as": "member", "of": "lab"}]}]}  # fmt: skip
    desk.write("data/people.yaml", json.dumps(people))
    desk.write(
        "data/lab.yaml", "group: lab\nbibliography: publications.bib\npage: {sections: {P: {publications: [{}]}}}"
    )
    ran = desk.run("html", "lab.yaml")
    assert (ran.code, "cannot be the id of a person" in ran.err) == (1, True)
    assert not list(tmp_path.rglob("*.html"))


@pytest.mark.parametrize("name", IDS)
def test_a_documents_name_is_no_path(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path / "project")
    desk.write("data/ada.yaml", json.dumps({"person": "ada", "cv": {}, "documents": {"cv": {}, name: {}}}))
    assert desk.run("md", "ada.yaml", "-d", name or "x").code == 1
    assert desk.run("build").code == 1
    assert not list(tmp_path.rglob("*.md"))


@pytest.mark.parametrize("name", ["../../secret", "/etc/passwd", "..", "a/b", "html/../../x", "", "\x00"])
def test_a_styles_name_is_no_path(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path / "project")
    (tmp_path / "secret.css").write_text("top secret {}", encoding="utf-8")
    for key in ("style", "reference", "entries"):
        document = {"person": "ada", "cv": {}, "documents": {"cv": {key: name}}}
        desk.write("data/ada.yaml", json.dumps(document))
        ran = desk.run("html", "ada.yaml")
        assert (ran.code, desk.files(), "top secret" in ran.err) == (1, [], False)


def test_a_style_that_is_a_link_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    desk = project(tmp_path / "project").write("styles/mine.css", "/* extends: classic */")
    (tmp_path / "secret.css").write_text("body { content: 'top secret' }", encoding="utf-8")
    (desk.folder / "styles/linked.css").symlink_to(tmp_path / "secret.css")
    assert desk.run("html", "ada.yaml", "--style", "mine").code == 0
    assert desk.run("html", "ada.yaml", "--style", "linked", "-o", "out/x.html").code == 1
    assert desk.files() == ["ada.html"]


GROUP = "group: lamp-lab\nbibliography: publications.bib\npage: {sections: {P: {publications: [{}]}}}\ndocuments: {page: {formats: html}}\n"


@pytest.mark.parametrize(
    "words", ["html lab.yaml", "html lab.yaml --overwrite", "build lab.yaml", "build lab.yaml --overwrite"]
)
def test_nothing_is_written_through_a_link_out_of_the_output(tmp_path: Path, words: str) -> None:
    desk = project(tmp_path / "project").write("data/lab.yaml", GROUP).write("out/.keep", "")
    (tmp_path / "elsewhere").mkdir()
    (desk.folder / "out/people").symlink_to(tmp_path / "elsewhere")
    ran = desk.run(*words.split())
    assert (ran.code, "people: this is a link to another place" in ran.err) == (1, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", [".cvgen", ".cvgen/made", "ada.html"])
def test_nothing_is_written_through_a_link_in_the_output(tmp_path: Path, name: str) -> None:
    desk = project(tmp_path / "project").write("out/.cvgen/x", "")
    (tmp_path / "elsewhere").mkdir()
    place = desk.folder / "out" / name
    if name == ".cvgen":
        (place / "x").unlink()
        place.rmdir()
    place.symlink_to(tmp_path / "elsewhere" / ("x" if name == "ada.html" else ""))
    assert desk.run("html", "ada.yaml").code == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_of_somebody_elses_is_not_replaced(tmp_path: Path) -> None:
    desk = project(tmp_path).write("out/ada.md", "mine")
    for words in ("md ada.yaml", "build"):
        assert (desk.run(*words.split()).code, desk.read("out/ada.md")) == (1, "mine")
    assert desk.run("md", "ada.yaml", "--overwrite").code == 0
    assert desk.read("out/ada.md") != "mine"


def test_the_hostile_list_itself_is_a_list() -> None:
    assert BIB.count("@@") > 30
