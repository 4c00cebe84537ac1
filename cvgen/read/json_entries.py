"""The entries of a JSON Resume's sections, kind by kind -> entries of ours."""

from collections.abc import Callable

from cvgen import dates, names
from cvgen.read import bib_text, foreign
from cvgen.read.foreign import Values, Visit, items, linked, listed, words
from cvgen.read.markdown_text import written
from cvgen.read.yaml_file import Scalar
from cvgen.text import plain

Row = Callable[[Values, Visit], Values]


def _led(given: Values, name: str, visit: Visit) -> None:
    """The text under this name leads to the entry's link, which is then spent."""
    if name in given and "url" in given:
        given[name] = linked(given[name], visit.web(given.pop("url")))


def _moved(given: Values, **names_: str) -> Values:
    """The values under our names: a work's `name` is our `company`."""
    return {names_.get(name, name): value for name, value in given.items()}


def _job(given: Values, visit: Visit) -> Values:
    _led(given, "name", visit)
    _led(given, "organization", visit)
    return _moved(given, name="company", organization="company", description="detail")


def _degree(given: Values, visit: Visit) -> Values:
    _led(given, "institution", visit)
    score, courses = given.pop("score", None), given.pop("courses", None)
    if score:
        given["detail"] = Scalar(f"Grade: {words(score)}", score.at, quoted=True)
    if courses:
        given["summary"] = foreign.text(("Courses: " + "; ".join(map(words, items(courses))),), courses.at)
    if "institution" not in given:
        head = [each for name in ("studyType", "area") if (each := given.pop(name, None))]
        return given | {"name": foreign.text(map(words, head), head[0].at)} if head else {}
    return _moved(given, studyType="degree")


def _award(given: Values, visit: Visit) -> Values:
    _led(given, "title", visit)
    return _moved(given, title="award", awarder="organization")


def _certificate(given: Values, visit: Visit) -> Values:
    _led(given, "name", visit)
    return _moved(given, issuer="detail")


def _labelled(given: Values, name: str, *parts: str) -> Values:
    """A label and what belongs to it; alone it is a bullet."""
    if name not in given:
        return {}
    at = given[name].at
    details = ", ".join(word for part in parts for word in map(words, items(given.get(part))))
    return {"label": given[name], "details": Scalar(details, at, quoted=True)} if details else {"bullet": given[name]}


def _skill(given: Values, _visit: Visit) -> Values:
    level = given.pop("level", None)
    made = _labelled(given, "name", "keywords")
    if level and "details" in made:
        made["details"] = Scalar(f"{words(made['details'])} ({words(level)})", level.at, quoted=True)
    return made if not level or "details" in made else _labelled(given | {"level": level}, "name", "level")


def _project(given: Values, visit: Visit) -> Values:
    _led(given, "name", visit)
    kind, keywords = words(given.pop("type", None)), given.pop("keywords", None)
    roles, entity = given.pop("roles", None), given.pop("entity", None)
    at = next((each.at for each in (roles, entity) if each), next(iter(given.values())).at if given else None)
    parts = (*map(words, items(roles)), words(entity))
    detail = ", ".join(part for part in parts if part) + (f" ({kind})" if kind else "")
    if detail and at:
        given["detail"] = Scalar(detail.strip(), at, quoted=True)
    if keywords:
        more = Scalar(f"Keywords: {', '.join(map(words, items(keywords)))}", keywords.at, quoted=True)
        given["highlights"] = listed((*items(given.get("highlights")), more), keywords.at)
    summaries = [each for name in ("description", "summary") if (each := given.pop(name, None))]
    if summaries:
        given["summary"] = foreign.text(map(words, summaries), summaries[0].at, " ")
    return given


def _paper(given: Values, visit: Visit) -> Values:
    """The key of a paper that is now in the bibliography."""
    if "name" not in given:
        return {}
    at = given["name"].at
    authors = [plain(written(words(each), literal=True)) for each in items(given.get("authors"))]
    if not authors:
        message = "JSON Resume has no authors: papers are printed without them"
        visit.once("no-authors", message, at, "cvgen convert writes publications.bib; add author = {…} there")
    nodes, date = written(words(given["name"]), literal=True), words(given.get("date"))
    publisher = bib_text.latex(written(words(given.get("publisher")), literal=True))
    fields = {
        "title": bib_text.latex(nodes), "author": bib_text.authors(authors), "publisher": publisher,
        **foreign.paper_date(date), "url": bib_text.address(visit.web(given.get("url"))),
    }  # fmt: skip
    year = date[:4] if dates.parse(date) else foreign.year(date)
    family = names.parse(authors[0] if authors else visit.owner).family
    found: Values = {"paper": visit.filed("misc", fields, (family, year, plain(nodes)), at)}
    return found | ({"summary": given["summary"]} if "summary" in given else {})


_SPAN = ("startDate", "endDate", "summary", "highlights")
SECTIONS: dict[str, tuple[str, tuple[str, ...], Row]] = {
    "work": ("Experience", ("name", "position", "location", "description", "url", *_SPAN), _job),
    "volunteer": ("Volunteer Work", ("organization", "position", "location", "url", *_SPAN), _job),
    "education": (
        "Education",
        ("institution", "url", "area", "studyType", "startDate", "endDate", "score", "courses"),
        _degree,
    ),
    "awards": ("Awards", ("title", "date", "awarder", "url", "summary"), _award),
    "certificates": ("Certificates", ("name", "date", "issuer", "url"), _certificate),
    "publications": ("Publications", ("name", "publisher", "releaseDate", "url", "summary", "authors"), _paper),
    "skills": ("Skills", ("name", "level", "keywords"), _skill),
    "languages": ("Languages", ("language", "fluency"), lambda given, _: _labelled(given, "language", "fluency")),
    "interests": ("Interests", ("name", "keywords"), lambda given, _: _labelled(given, "name", "keywords")),
    "references": ("References", ("name", "reference"), lambda given, _: _moved(given, reference="summary")),
    "projects": (
        "Projects",
        ("name", "description", "keywords", "url", "roles", "entity", "type", *_SPAN),
        _project,
    ),
}
