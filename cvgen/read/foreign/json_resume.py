"""A JSON Resume, as it stands -> the values of a file of ours. What is not printed is said."""

from collections.abc import Callable, Iterable, Iterator

from cvgen.model import names
from cvgen.model.errors import Problems
from cvgen.model.text import plain
from cvgen.read import foreign
from cvgen.read.bib import bib_writer
from cvgen.read.foreign import Foreign, Values, Visit, filled, items, linked, listed, mapped, words
from cvgen.read.yaml import schema
from cvgen.read.yaml.markdown_text import written
from cvgen.read.yaml.values import Listed, Mapped, Scalar, Value

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
        said = "Courses: " + "; ".join(map(words, items(courses)))
        given["summary"] = foreign.text((words(given.get("summary")), said), courses.at, "\n\n")
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
    publisher = bib_writer.latex(written(words(given.get("publisher")), literal=True))
    fields = {
        "title": bib_writer.latex(nodes), "author": bib_writer.authors(authors), "publisher": publisher,
        **foreign.paper_date(date), "url": bib_writer.address(visit.web(given.get("url"))),
        "doi": words(given.get("doi")), "author+an": words(given.get("author+an")), **foreign.kept(given),
    }  # fmt: skip
    year = foreign.year(date)
    family = names.parse(authors[0] if authors else visit.owner).family
    found: Values = {"paper": visit.filed("misc", fields, (family, year, plain(nodes)), at)}
    return found | ({"summary": given["summary"]} if "summary" in given else {})


_SPAN = ("startDate", "endDate", "summary", "highlights")
SECTIONS: dict[str, tuple[str, tuple[str, ...], Row]] = {
    "work": ("Experience", ("name", "position", "location", "description", "url", *_SPAN), _job),
    "volunteer": ("Volunteer Work", ("organization", "position", "location", "url", *_SPAN), _job),
    "education": (
        "Education",
        ("institution", "url", "area", "studyType", "location", "score", "courses", *_SPAN),
        _degree,
    ),
    "awards": ("Awards", ("title", "date", "awarder", "url", "summary"), _award),
    "certificates": ("Certificates", ("name", "date", "issuer", "url"), _certificate),
    "publications": (
        "Publications",
        ("name", "publisher", "releaseDate", "url", "summary", "authors", "doi", *foreign.EXTRAS),
        _paper,
    ),
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


# Names that older files have -> the schema's.
_OLDER = {
    "website": "url", "company": "name", "picture": "image", "gpa": "score", "awardDate": "date",
    "hobbies": "interests",
}  # fmt: skip
_PLACE = ("address", "postalCode", "city", "region", "countryCode")
_DATES = {"startDate": "start_date", "endDate": "end_date", "date": "date", "releaseDate": "date"}


def translated(top: Mapped, problems: Problems) -> Foreign:
    """The file in our words: its sections in the order of the file, the summary first."""
    top = _renamed(top)
    basics = top.find("basics")
    basics = basics if isinstance(basics, Mapped) else Mapped((), top.at)
    visit = Visit("JSON Resume", problems, words(basics.find("name")))
    cv = _basics(_renamed(basics), visit)
    sections: Values = {}
    if summary := basics.find("summary"):
        sections["Summary"] = listed(paragraphs(summary), summary.at)
    for key, value in top.pairs:
        if key.text in SECTIONS:
            title, known, row = SECTIONS[key.text]
            if made := tuple(_rows(value, known, row, visit)):
                sections[title] = _section(made, value)
        elif key.text not in ("basics", "$schema") and filled(value):
            visit.left(key, SECTIONS)
    cv["sections"] = mapped({name: each for name, each in sections.items() if filled(each)}, top.at)
    out: Values = {"cv": mapped(cv, top.at), "documents": foreign.recipe(top.at)}
    titles = (("Summary", "summary"), *((title, key) for key, (title, _, _) in SECTIONS.items()))
    return Foreign(mapped(out, top.at), tuple(visit.papers), titles)


def _renamed(value: Mapped) -> Mapped:
    """The mapping with the schema's names for those of older files."""
    given = {key.text for key, _ in value.pairs}
    named = ((key, _OLDER.get(key.text, key.text), inner) for key, inner in value.pairs)
    pairs = ((key if name in given else Scalar(name, key.at, quoted=True), inner) for key, name, inner in named)
    return Mapped(tuple(pairs), value.at)


def _basics(basics: Mapped, visit: Visit) -> Values:
    """Who, and how to reach them."""
    names_ = ("name", "label", "image", "email", "phone", "url", "summary", "location", "profiles")
    given = visit.known(basics, names_)
    plainly = {"name": "name", "label": "headline", "email": "email", "phone": "phone"}
    out = {ours: given[theirs] for theirs, ours in plainly.items() if theirs in given}
    if "url" in given and (url := visit.web(given["url"])):
        out["website"] = Scalar(url, given["url"].at, quoted=True)
    if "location" in given:
        out["location"] = place(given["location"], visit)
    if "image" in given:
        _image(given["image"], out, visit)
    for profile in items(given.get("profiles")):
        name, made = _profile(profile, visit)
        out[name] = listed((*items(out.get(name)), made), profile.at)
    return out


def place(value: Value, visit: Visit) -> Value:
    """The parts in one line: "2712 Broadway St, San Francisco, California CA 94115, US"; a text stays."""
    if not isinstance(value, Mapped):
        return value
    given = visit.known(value, _PLACE)
    address, code, city, region, country = (words(given.get(name)) for name in _PLACE)
    parts = (", ".join(address.split("\n")), city, " ".join(filter(None, (region, code))), country)
    return foreign.text(parts, value.at)


def _image(value: Value, out: Values, visit: Visit) -> None:
    if ":" in words(value):
        message = "image is left aside: pictures are taken from the project's folder, never from the network"
        visit.problems.warn("left-aside", message, value.at, "save the picture beside this file and write its name")
    else:
        out["photo"] = value


def _profile(value: Value, visit: Visit) -> tuple[str, Value]:
    """A profile with its link in words, or a network with the user's name there."""
    given = visit.known(value, ("network", "username", "url")) if isinstance(value, Mapped) else {}
    url = visit.web(given.get("url"))
    if url or "username" not in given or "network" not in given:
        shown = given.get("network") or given.get("username") or given.get("url") or value
        found = {"placeholder": shown} | ({"url": Scalar(url, shown.at, quoted=True)} if url else {})
        return "custom_connections", mapped(found, value.at)
    return "social_networks", mapped({"network": given["network"], "username": given["username"]}, value.at)


def paragraphs(value: Value) -> Iterator[Value]:
    """The paragraphs of a text, each an entry."""
    for part in words(value).split("\n\n"):
        if part.strip():
            yield Scalar(part.strip(), value.at, quoted=True)


def _rows(value: Value, known: Iterable[str], row: Row, visit: Visit) -> Iterator[Value]:
    """The entries of a section in our words; one that is text alone is a bullet."""
    for each in items(value):
        if not isinstance(each, Mapped):
            yield mapped({"bullet": each}, each.at)
        elif made := _row(each, known, row, visit):
            yield made


def _row(entry: Mapped, known: Iterable[str], row: Row, visit: Visit) -> Mapped | None:
    """An entry in our words; None for one without a name, which is said."""
    given = visit.known(_renamed(entry), known)
    spoken = {_DATES.get(name, name): inner for name, inner in given.items()}
    visit.days(spoken, entry.at)
    made = foreign.dated(row(spoken, visit))
    if set(made) == {"summary"}:
        made = {"text": made["summary"]}
    if "paper" in made or schema.entry_kind(mapped(made, entry.at)):
        return mapped(made, entry.at)
    if given:
        visit.problems.warn("left-aside", "this entry has no name and is left aside", entry.at)
    return None


# al-folio's cv.yml has RenderCV's sections with entries of JSON Resume: a key that only one section there has.
_OF_ONE = {
    "awarder": "awards", "issuer": "certificates", "releaseDate": "publications", "publisher": "publications",
    "studyType": "education", "courses": "education", "fluency": "languages", "reference": "references",
    "level": "skills", "keywords": "skills",
}  # fmt: skip


def section_of(entry: Mapped) -> str:
    """The section whose entries have the keys of this one: "awards" for an `awarder`; "" where none tells."""
    given = {key.text for key, _ in entry.pairs}
    if "keywords" in given and given & {"summary", "description", "highlights"}:
        return "projects"
    return next((section for key, section in _OF_ONE.items() if key in given), "")


def entry(value: Mapped, section: str, more: Iterable[str], visit: Visit) -> Mapped | None:
    """An entry of that section in our words; it may have `more` keys, of ours."""
    _, known, row = SECTIONS[section]
    given = {key.text for key, _ in value.pairs}
    theirs = {"name": "title"} if section == "awards" and "title" not in given else {}
    theirs |= {"name": "language"} if section == "languages" and "language" not in given else {}
    pairs = ((Scalar(theirs.get(key.text, key.text), key.at), inner) for key, inner in value.pairs)
    return _row(Mapped(tuple(pairs), value.at), (*known, *more), row, visit)


def _section(rows: tuple[Value, ...], value: Value) -> Value:
    """The entries; papers are a list of their keys."""
    keys = [found for each in rows if isinstance(each, Mapped) and (found := each.find("paper"))]
    if not keys:
        return listed(rows, value.at)
    blurbs = {
        words(each.find("paper")): summary
        for each in rows
        if isinstance(each, Mapped) and (summary := each.find("summary"))
    }
    group: Values = {"select": Listed(tuple(keys), value.at)}
    group |= {"blurbs": mapped(blurbs, value.at)} if blurbs else {}
    return mapped({"publications": listed((mapped(group, value.at),), value.at)}, value.at)
