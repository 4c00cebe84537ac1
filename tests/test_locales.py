"""Languages: what CLDR and CSL say, what cvgen prints in each, and that nothing of it is English by accident."""

import datetime
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import cldr
import csl_terms
import pypdf
import pytest
import yaml
from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list
from workbench import Desk, project

from cvgen import theme
from cvgen.loading import locales
from cvgen.model.english import WORDS
from cvgen.model.errors import Problems
from cvgen.model.locale import Words
from cvgen.model.text import Link, Style, Styled, alone, apart, is_isolated
from cvgen.read.yaml import yaml_file
from cvgen.render import html as html_page
from cvgen.render import pdf_file

# What somebody writes here is in no language: each of its words has a q or an x in it, so that all others are cvgen's.
PEOPLE = """\
people:
  - id: axa
    name: "Qoss, Axa"
    email: axa@qoss.example
    bios: {short: Qarex luxi.}
    positions: [{position: Qofex, organization: qol, department: qdep, start_date: 2019-09}]
  - {id: tox, name: "Xeed, Tox", relations: [{as: student, of: axa, start_date: 2020-09}, {as: member, of: qlab, start_date: 2020-09}]}
  - {id: wex, name: "Xli, Wex", relations: [{as: postdoc, of: axa, start_date: 2018-01, end_date: 2019-06}, {as: member, of: qlab, start_date: 2018-01, end_date: 2019-06}, {as: lead, of: qlab, start_date: 2018-01}]}
groups: [{id: qlab, name: Qlab, full: Qlabox}]
"""
RECORDS = """\
organizations: [{id: qol, name: Qolex, short: QX}, {id: qdep, name: Qdepax, formal: Qdepaxi}]
talks: [{id: qtalk, title: Luxqa, speakers: [axa], event: Qevex, date: 2023-03-01 16:00, room: QX1, location: Xiqo}]
awards: [{id: qaward, name: Qmedax, to: [axa], dates: 2022-05, organization: qol, venue: qconf}]
grants: [{id: qgrant, funder: Qfundex, title: Xeqa, to: [axa], amount: 120000 EUR, with: Tox Xeed, start_date: 2021-01, end_date: 2023-12}]
venues: [{id: qconf, full: Qonfex Lampxa, short: QCL, editions: {2022: 36}}]
news: [{date: 2024-02-03, text: "{people} xaq qom.", people: [tox, wex, axa], of: qlab}]
"""
WORK = "author = {Qoss, Axa and Xeed, Tox and Xli, Wex}, title = {Luxqa xom}"
ALONE = "author = {Qoss, Axa}, title = {Qax luxom}"
PAPERS = f"""\
@article{{qa, {WORK}, journal = {{Xanqa}}, volume = {{7}}, number = {{1}}, pages = {{112--119}}, date = {{2021-03-05}}, doi = {{10.5555/qx}}, author+an = {{1=equal; 2=equal; 3=corresponding}}, code = {{https://qx.example}}}}
@inproceedings{{qb, {WORK}, venue = {{qconf}}, editor = {{Qrane, Ixa and Xarn, Ivox}}, pages = {{55--64}}, year = {{2022}}, publisher = {{Qpress}}, award = {{Qbex}}}}
@incollection{{qc, {ALONE}, booktitle = {{Qompax}}, editor = {{Qrane, Ixa}}, translator = {{Xarn, Ivox}}, edition = {{2}}, chapter = {{3}}, volume = {{4}}, pages = {{31--58}}, year = {{2016}}, publisher = {{Qusk}}}}
@book{{qd, author = {{Qoss, Axa and others}}, title = {{Lampxa}}, edition = {{Second}}, volume = {{1}}, series = {{Xerqi}}, year = {{2007}}, publisher = {{Qusk}}}}
@collection{{qe, editor = {{Qoss, Axa and Xeed, Tox}}, title = {{Xeaqi}}, year = {{2000}}, publisher = {{Qusk}}}}
@phdthesis{{qf, {ALONE}, school = {{Qolex}}, date = {{2015-09}}}}
@techreport{{qg, {ALONE}, institution = {{Qolex}}, number = {{3}}, year = {{2006}}}}
@patent{{qh, {ALONE}, number = {{QX 12}}, type = {{patentus}}, date = {{2004-02-03}}}}
@software{{qi, {ALONE}, version = {{2.1}}, publisher = {{Xenqo}}, year = {{2024}}}}
@dataset{{qj, {ALONE}, version = {{3}}, publisher = {{Xenqo}}, year = {{2021}}}}
@unpublished{{qk, {WORK}, note = {{under review}}}}
@misc{{ql, {ALONE}, eprint = {{2401.01234}}, eprinttype = {{arxiv}}, date = {{2024-01}}}}
@article{{qm, entrysubtype = {{magazine}}, {ALONE}, journal = {{Qevex}}, date = {{2011-06-03}}}}
@online{{qn, {ALONE}, organization = {{Qorgax}}, date = {{2017-04-05}}, url = {{https://qx.example/a}}}}
@misc{{qo, {ALONE}, howpublished = {{Qmusex}}}}
@article{{qp, author = {{{" and ".join(f"Xaq{a}{b}, Qo" for a in "abcdef" for b in "abcdef")} and Qoss, Axa}}, title = {{Qmulx}}, journal = {{Xanqa}}, year = {{2019}}}}
"""
CV = """\
person: axa
bibliography: papers.bib
documents:
  cv: {marks: {owner: bold, equal: "*", corresponding: "✉", student: italic}}
cv:
  positions: true
  website: https://qx.example
  sections:
    Qedux: [{institution: Qolex, degree: Qegrex, area: Xarea q, start_date: 2008-09, end_date: 2012-05}]
    Qexper: [{company: Qolex, position: Qofex, start_date: 2019-09, end_date: present}]
    Qawax: [{awards: mine}]
    Qtalx: [{talks: mine}]
    Qgranx: [{grants: mine}]
    Qstudx: [{relations: student}]
    Qpubx: {publications: [{group_by: type}]}
"""
GROUP = """\
group: qlab
bibliography: papers.bib
cv:
  sections:
    Qnewx: [{news: mine}]
    Qmemx: [{members: current}]
    Qalux: [{members: former}]
    Qpubx: {publications: [{group_by: year}]}
"""
EVENT = "event: qtalk\npage: {sections: {Qabx: [{bio: short}]}}\n"
PROJECT = """\
project: {id: qproj, name: Qproj, teams: [qlab]}
bibliography: papers.bib
documents: {cv: {reference: project}}
page: {sections: {Qpubx: {intro: "{publications.count:words}", publications: [{}]}}}
"""

ENGLISH = (
    '"""The words of American English by their keys: templates/locales/en-US.yaml, read beforehand by `make update`."""'
)


def test_american_english_is_read_beforehand(golden: Callable[[str, str], None]) -> None:
    text = (cldr.LOCALES / "en-US.yaml").read_text("utf-8")
    value = yaml_file.load("en-US.yaml", text, Problems())
    assert value
    rows = "".join(f"    {key!r}: {word!r},\n" for key, word, _ in locales.flat(value))
    golden("../../cvgen/model/english.py", f"{ENGLISH}\n\nWORDS: dict[str, str | tuple[str, ...]] = {{\n{rows}}}\n")


@pytest.mark.parametrize("tag", cldr.TAGS)
def test_dates_and_lists_are_as_cldr_has_them(tag: str, golden: Callable[[str, str], None]) -> None:
    path = cldr.LOCALES / f"{tag}.yaml"
    first, written, _ = path.read_text("utf-8").partition("\n\n# Written by hand.")
    if first.splitlines()[0] != cldr.START.format(cldr.babel.__version__):
        pytest.skip("another Babel has another CLDR")
    golden(f"../../templates/locales/{tag}.yaml", cldr.generated(tag).rstrip("\n") + written + _)


@pytest.mark.parametrize("tag", cldr.TAGS)
def test_a_language_of_ours_lacks_no_word(tag: str) -> None:
    problems = Problems()
    found = locales.locale(tag, theme.open(None), problems)
    assert not problems.items
    assert found.tag == tag
    if not found.english:
        own = yaml.safe_load((cldr.LOCALES / f"{tag}.yaml").read_text("utf-8"))
        assert set(own) == {key.partition(".")[0] for key in WORDS}


# Where we say it in another way than CSL's file: it has English words, a sentence's form, or a verb without its name.
OTHERWISE = {
    "ar": {"terms.edited-by"},
    "es": {"statuses.in press"},
    "he": {"terms.edition", "terms.edited-by", "terms.number", "terms.no-date", "statuses.in press", "pages.short"},
    "ko": {*csl_terms.TERMS.values()} - {"terms.no-date", "terms.number"},
    "pl": {"terms.et-al", "terms.edited-by", "terms.translated-by"},
    "cs": {"terms.edited-by", "terms.translated-by"},
    "ru": {"terms.edited-by", "terms.translated-by"},
    "tr": {"terms.edited-by", "terms.translated-by", "terms.version"},
    "zh-Hans": {"terms.edited-by", "terms.translated-by", "statuses.in press"},
    "ja": {
        "terms.number",
        "terms.in",
        "terms.volume",
        "statuses.in press",
        "terms.edited-by",
        "terms.translated-by",
        "terms.version",
    },
}


@pytest.mark.parametrize("tag", cldr.TAGS)
def test_bibliographic_terms_are_as_csl_has_them(tag: str) -> None:
    found = locales.locale(tag, theme.open(None), Problems())
    theirs = {key: word for key, word in csl_terms.terms(tag).items() if key not in OTHERWISE.get(tag, ())}
    assert len(theirs) > 1
    ours = {key: " ".join(found.row(key)) for key in theirs}
    assert [key for key in theirs if _bare(theirs[key]) not in _bare(ours[key])] == []


# What CSL lacks, or says in another way: BibLaTeX's own words (its .lbx files), in their long forms. Left out are those of
# its that are marked as unsure or missing there, where ours are other words for the same, and the Russian theses, which
# are named by their degree.
BIBLATEX = {
    "de": "Dissertation|eingereicht|im Erscheinen|im Druck|in Vorbereitung|Technischer Bericht|Forschungsbericht",
    "fr": "thèse de doctorat|soumis|à paraître|sous presse|en préparation|rapport technique|",
    "es": "tesis doctoral|enviado||en prensa|en preparación|informe técnico|",
    "pt-BR": "tese de doutorado|submetido||no prelo|em preparação|relatório técnico|relatório de pesquisa",
    "nl": "proefschrift|ingediend||in druk|in voorbereiding|technisch rapport|onderzoeksrapport",
    "cs": "disertační práce|odesláno||v tisku|v přípravě|technická zpráva|výzkumná zpráva",
    "tr": "doktora tezi||yakında|||teknik rapor|araştırma raporu",
    "ru": "|||в печати|в подготовке|технический отчёт|научный отчёт",
    "sv": "|||||teknisk rapport|forskningsrapport",
}
# A thesis in languages that BibLaTeX lacks: GB/T 7713.1; the National Diet Library's catalogue; RISS.
THESES = {"zh-Hans": "博士学位论文", "ja": "博士論文", "ko": "박사학위논문"}
_TOLD = (
    "genres.phdthesis",
    "statuses.submitted",
    "statuses.forthcoming",
    "statuses.in press",
    "statuses.in preparation",
    "genres.techreport",
    "genres.resreport",
)


@pytest.mark.parametrize("tag", [*BIBLATEX, *THESES])
def test_theses_and_statuses_are_as_others_have_them(tag: str) -> None:
    found = locales.locale(tag, theme.open(None), Problems())
    theirs = BIBLATEX[tag].split("|") if tag in BIBLATEX else [THESES[tag]]
    held = {key: word.casefold() for key, word in zip(_TOLD, theirs, strict=False) if word}
    assert {key: found[key].casefold() for key in held} == held


# What a legend says of roles, as others have it in each language. In order: who answers letters, equal contribution, the
# first author, the last one. A role is empty where no source was found, or where it has another word than ours: equal
# contribution in Italian, Japanese and Korean. German names the authorship and no man; in Hebrew the root alone is held.
_SIGMA = "BasileChretien/sigmacv, src/lib/i18n/render.ts"
_PAPEX = "Maicarons/papex, docs/{}/guide/submission.md"
ROLES = {
    "de": ("korrespondierende|gleicher Beitrag|erstautor|letztautor", f"{_SIGMA}; {_PAPEX.format('de')}"),
    "fr": ("auteur correspondant|contribution égale|premier auteur|dernier auteur", f"{_SIGMA}; {_PAPEX.format('fr')}"),
    "es": ("autor de correspondencia|contribución igual|primer autor|último autor", f"{_SIGMA}; {_PAPEX.format('es')}"),
    "it": ("autore corrispondente||primo autore|ultimo autore", f"{_SIGMA}; {_PAPEX.format('it')}"),
    "pt-BR": (
        "autor correspondente|contribuição igual|primeiro autor|último autor",
        f"{_SIGMA}; {_PAPEX.format('pt')}",
    ),
    "ru": ("автор для корреспонденции||первый автор|последний автор", _SIGMA),
    "zh-Hans": ("通讯作者|同等贡献|第一作者|末位作者", f"{_SIGMA}; Maicarons/papex, docs/guide/submission.md"),
    "ja": ("責任著者||筆頭著者|最終著者", f"{_SIGMA}; {_PAPEX.format('ja')}"),
    "ko": ("교신저자||제1저자|마지막 저자", f"{_SIGMA}; {_PAPEX.format('ko')}"),
    "ar": ("المؤلف المراسل|مساهمة متساوية||", _PAPEX.format("ar")),
    "cs": ("korespondující autor|||", "https://mindthegraph.com/blog/cs/archives/29481"),
    "sv": ("korresponderande författare|||", "https://mindthegraph.com/blog/sv_se/korresponderande-forfattare/"),
    "tr": ("sorumlu yazar|||", "https://www.kampusula.com/sorumlu-yazar/"),
    "pl": ("autor korespondencyjny|||", "iplweb/bpp, docs/usage_admin.rst"),
    "nl": ("corresponderende auteur|||", "AIdea, a plugin for Zotero: COPY_BY_LANGUAGE"),
    "he": ("תכתב|||", "LyX 2.3.7, po/he.po: “Correspondence to:”"),
}
_ROLES = ("corresponding", "equal", "first", "last")


@pytest.mark.parametrize("tag", [tag for tag in cldr.TAGS if tag != "en-GB"])
def test_a_legend_calls_roles_as_others_do(tmp_path: Path, tag: str) -> None:
    told, source = ROLES[tag]
    words = dict(zip(_ROLES, told.split("|"), strict=True))
    assert source
    found = locales.locale(tag, theme.open(None), Problems())
    assert {
        role: word for role, word in words.items() if word.casefold() not in found[f"marks.{role}"].casefold()
    } == {}
    text = printed(desk_of_no_language(tmp_path), tag, "axa.yaml", "md").casefold()
    assert all(words[role].casefold() in text for role in ("corresponding", "equal"))


def _bare(words: str) -> str:
    return "".join(words.casefold().replace("״", '"').replace(".", "").split()).rstrip(":")


def printed(desk: Desk, tag: str, file: str, form: str) -> str:
    ran = desk.run(form, file, "--lang", tag, "--as-of", "2024-06-01", "-o", f"out/x.{form}", "--overwrite")
    assert (ran.code, ran.err) == (0, "")
    return desk.read(f"out/x.{form}")


def desk_of_no_language(folder: Path) -> Desk:
    desk = Desk(folder)
    files = {"people.yaml": PEOPLE, "records.yaml": RECORDS, "papers.bib": PAPERS, "axa.yaml": CV}
    for name, text in (files | {"qlab.yaml": GROUP, "qproj.yaml": PROJECT, "qev.yaml": EVENT}).items():
        desk.write(f"data/{name}", text)
    return desk


# The languages whose letters are English ones: of their words only those that English has are looked at.
LATIN = frozenset("de es fr it nl pl cs pt-BR sv tr".split())
_MARKUP = re.compile(r"<style>.*?</style>|<script.*?</script>|<!--.*?-->|<span class=\"Z3988\"[^>]*>", re.DOTALL)
_SPOKEN = re.compile(r'(?:aria-label|alt|placeholder)="([^"]*)"|<meta name="description" content="([^"]*)"')
# What is no word of a language: names of formats and of what is linked, an address, the code of a country, tags.
_KEPT = frozenset("bibtex ris csl json doi arxiv https org abs bib eur us sup phd mailto".split())


def latin_words(text: str) -> set[str]:
    spoken = ["".join(each) for each in _SPOKEN.findall(_MARKUP.sub("", text))]
    shown = html.unescape(" ".join([*spoken, re.sub(r"<[^>]*>", " ", _MARKUP.sub("", text))]))
    found = {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", shown)}
    return {word for word in found if not re.search("[qx]", word)} - _KEPT


def own_words(words: Words) -> set[str]:
    texts = (" ".join((each,) if isinstance(each, str) else each) for each in words.values())
    return {word.casefold() for text in texts for word in re.findall(r"[A-Za-z]{2,}", text)}


@pytest.mark.parametrize("tag", [tag for tag in cldr.TAGS if tag != "en-GB"])
def test_no_word_that_cvgen_says_is_english(tmp_path: Path, tag: str) -> None:
    desk, locale = desk_of_no_language(tmp_path), locales.locale(tag, theme.open(None), Problems())
    for file in ("axa", "qlab", "qproj", "qev"):
        for form in ("html", "md"):
            said = latin_words(printed(desk, tag, f"{file}.yaml", form)) - own_words(locale.words)
            assert (said & own_words(WORDS) if tag in LATIN else said) == set(), (file, form)
    for file in ("axa", "qlab", "qproj"):
        pages = pypdf.PdfReader(io.BytesIO(paper(desk, tag, file))).pages
        said = latin_words("\n".join(page.extract_text() for page in pages)) - own_words(locale.words)
        assert (said & own_words(WORDS) if tag in LATIN else said) == set(), file


def paper(desk: Desk, tag: str, file: str = "axa") -> bytes:
    asked = ("--lang", tag, "--as-of", "2024-06-01", "-o", "out/x.pdf", "--overwrite")
    assert desk.run("pdf", f"{file}.yaml", *asked).code == 0
    return (desk.folder / "out/x.pdf").read_bytes()


# ------------------------------------------------------------------------------------------------------ ten phrases


@pytest.mark.parametrize("tag", cldr.TAGS)
def test_ten_phrases(tmp_path: Path, tag: str) -> None:
    """A range, an open range, three authors, a thesis, an edition, et al., a count, pages, a legend, a status."""
    theirs, babel = csl_terms.terms(tag), Locale.parse(tag, sep="-")
    text = unicodedata.normalize("NFKC", printed(desk_of_no_language(tmp_path), tag, "axa.yaml", "md")).replace(
        "\\", ""
    )
    months = [
        format_skeleton("yMMM", datetime.date(*each, 1), locale=babel) for each in ((2008, 9), (2012, 5), (2019, 9))
    ]
    start, end, open_start = (unicodedata.normalize("NFKC", each) for each in months)
    sign = cldr.range_sign(babel)
    assert f"{start}{unicodedata.normalize('NFKC', sign)}{end}" in text
    assert f"{open_start}{unicodedata.normalize('NFKC', sign)}" in text.replace(f"{open_start}{sign}{end}", "")
    page = printed(desk_of_no_language(tmp_path), tag, "qlab.yaml", "md")
    assert format_list(["Tox", "Wex", "Axa"], locale=babel).replace("\u00a0", " ") in page.replace("\u00a0", " ")
    told = {key: _bare(word) for key, word in theirs.items() if key not in OTHERWISE.get(tag, ())}
    shown = _bare(text)
    for key in ("terms.et-al", "terms.edition", "terms.edited-by", "terms.chapter", "pages.short", "terms.volume"):
        assert told.get(key, "") in shown, key
    plain = printed(desk_of_no_language(tmp_path), tag, "axa.yaml", "html")
    words = json.loads(plain.split('class="papers" data-several>')[1].split("</script>")[0])["words"]
    forms = {key.removeprefix("count.") for key in words if key.startswith("count.")}
    assert forms <= set(babel.plural_form.tags) | {"other"}
    assert {babel.plural_form(n) for n in (8, 16)} <= forms | {"other", *({"many", "few"} - forms)}


@pytest.mark.parametrize("tag", [tag for tag in cldr.TAGS if tag != "en-GB"])
def test_what_has_changed_is_told_in_the_language(tmp_path: Path, tag: str) -> None:
    desk, locale = desk_of_no_language(tmp_path), locales.locale(tag, theme.open(None), Problems())
    desk.change("data/axa.yaml", "cv: {marks", f"cv: {{lang: {tag}, as_of: 2024-06-01, marks")
    later = desk.read("data/axa.yaml").replace("Qegrex,", "Qegrexx,").replace("    Qtalx: [{talks: mine}]\n", "")
    desk.write("data/axb.yaml", later.replace("sections:\n", "sections:\n    Qnewx: [{text: Qax xom}]\n"))
    for form, more in (("md", ()), ("html", ("--marked",))):
        assert desk.run("diff", "axa.yaml", "axb.yaml", "--format", form, *more).code == 0
        text = desk.read(f"out/axb-changes.{form}")
        said = latin_words(text) - own_words(locale.words)
        assert (said & own_words(WORDS) if tag in LATIN else said) == set(), form
        for state in ("new", "changed") if more else ("new", "changed", "gone", "before"):
            assert locale[f"changes.{state}"] in text


# One thing each that a language has in a way of its own, with who says so.
OWN_WAYS = {
    "the first day of a month, french.lbx of BibLaTeX": ("fr", "axa", "1ᵉʳ mars 2023"),
    "the first day of a month, CSL's locale": ("pt-BR", "axa", "1º de mar. de 2023"),
    "an i with its dot": ("tr", "axa", "“Qax luxom”. İçinde: *Qompax*"),
    "a chapter's number within its word": ("zh-Hans", "axa", "第4卷，第3章，第2版"),
    "a counter by the name it counts": ("zh-Hans", "axa", "第36届Qonfex"),
    "a place in a list of men, an edition of a woman": ("es", "axa", "(37.º de 37)"),
    "a place in a list, not an edition's neuter": ("ru", "axa", "(37-й из 37)"),
    "a book's volume is no year's": ("cs", "axa", "sv. 4"),
    "a journal's volume is a year's": ("cs", "axa", "roč. 7"),
    "no comma before et al.": ("de", "qlab", "Q. Xaqbd u. a., „Qmulx“"),
    "a small letter within a sentence": ("de", "qproj", "Axa Qoss, technischer Bericht 3"),
    "a capital at its beginning": ("de", "axa", "„Qax luxom“. Technischer Bericht 3"),
    "a comma behind numbers": ("ar", "axa", "مج 7، عدد 1، 2021، ص 112"),
    "a half of the day": ("ko", "qev", "오후 4:00"),
    "no de before a vowel": ("fr", "axa", "*Xerqi*, vol. 1"),
}


@pytest.mark.parametrize("way", OWN_WAYS)
def test_a_language_has_its_own_ways(tmp_path: Path, way: str) -> None:
    tag, file, expected = OWN_WAYS[way]
    text = printed(desk_of_no_language(tmp_path), tag, f"{file}.yaml", "md")
    assert expected in re.sub("[\u2066-\u2069\\\\]", "", text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("tag", "style", "expected"),
    [
        ("en", "apa", "Qoss, A., Xeed, T., & Xli, W. (under review)"),
        ("de", "apa", "Qoss, A., Xeed, T. & Xli, W. (in Begutachtung)"),
        ("en", "mla", "Qoss, Axa, et al. “Luxqa xom.”"),
        ("de", "mla", "Qoss, Axa u. a. „Luxqa xom“."),
        ("fr", "venue-first", "**En cours d’évaluation :**"),
        ("fr", "chicago", "*Xanqa* 7 (1) : 112–19"),
        ("fr", "ama", "In : Qrane I, Xarn I, éd."),
        ("en", "ama", "In: Qrane I, Xarn I, eds."),
        ("ja", "ama", "所収：Qrane I"),
        ("zh-Hans", "venue-first", "**审稿中:**"),
    ],
)
def test_a_style_has_the_stops_of_the_language(tmp_path: Path, tag: str, style: str, expected: str) -> None:
    ran = desk_of_no_language(tmp_path).run("md", "papers.bib", "--lang", tag, "--reference", style, "-o", "-")
    assert expected in ran.out.replace("\u00a0", " ").replace("\\", "")


# ------------------------------------------------------------------------------------------- words of somebody's own


def test_a_word_of_ones_own_wins_and_an_edit_is_seen(tmp_path: Path) -> None:
    desk = desk_of_no_language(tmp_path).write("locales/de.yaml", "times: {present: dato}\n")
    desk.change("data/axa.yaml", "cv: {marks", "cv: {lang: de, formats: [html], marks").run("build", "axa.yaml")
    assert "Sept. 2019 – dato" in desk.read("out/axa.html")
    desk.write("locales/de.yaml", "times: {present: jetzt}\n").run("build", "axa.yaml")
    assert "Sept. 2019 – jetzt" in desk.read("out/axa.html")


SAID = {
    "a language of ones own that lacks words": (
        "da",
        "times: {present: nu}",
        "da has no words for language.name, language.dir",
    ),
    "a language that there is not": ("fi", "", "cvgen has no words in fi: English ones are printed"),
    "Chinese in other characters": ("zh-TW", "", "cvgen has no words in zh-TW: English ones are printed"),
    "a key that is none": ("de", "times: {presnt: nu}", "times.presnt is no key of a language"),
    "a month that lacks": ("de", "months: {long: [a, b]}", "months.long has 12 words"),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_wrong_with_a_language_is_said(tmp_path: Path, case: str) -> None:
    tag, text, message = SAID[case]
    desk = desk_of_no_language(tmp_path)
    if text:
        desk.write(f"locales/{tag}.yaml", text)
    assert message in desk.run("md", "axa.yaml", "--lang", tag, "-o", "-").err


def test_a_patent_of_a_country_has_its_code_where_a_language_has_no_word_for_it() -> None:
    german = locales.locale("de", theme.open(None), Problems())
    assert german.genre("patentfr") == f"{german['genres.patent']} (FR)"
    assert german.genre("patreqde") == f"{german['genres.patreq']} (DE)"


@pytest.mark.parametrize(("lang", "tag"), [("en-AU", "en-GB"), ("pt", "pt-BR"), ("zh-CN", "zh-Hans"), ("de-AT", "de")])
def test_a_region_has_the_words_of_its_language(lang: str, tag: str) -> None:
    problems = Problems()
    assert locales.locale(lang, theme.open(None), problems).tag == tag
    assert not problems.items


def test_what_somebody_typed_in_a_style_stays(tmp_path: Path) -> None:
    style = (
        "patterns: {default: '{authors}: “{title}.” In vol. {volume}, {@volume volume}, {@edited-by:sentence venue}'}\n"
    )
    desk = desk_of_no_language(tmp_path).write("styles/references/qown.yaml", style)
    text = desk.run("md", "papers.bib", "--lang", "de", "--reference", "qown", "-o", "-").out
    assert "“Luxqa xom.” In vol. 7, Bd. 7, Herausgegeben von Xanqa" in text.replace("\u00a0", " ")


def test_an_unknown_term_is_an_error(tmp_path: Path) -> None:
    desk = desk_of_no_language(tmp_path).write(
        "styles/references/qown.yaml", "patterns: {default: '{@volum volume}'}\n"
    )
    assert "there is no term volum" in desk.run("md", "axa.yaml", "--reference", "qown", "-o", "-").err


def test_the_sections_of_a_json_resume_have_titles_in_the_language(tmp_path: Path) -> None:
    text = '{"basics": {"name": "Axa Qoss"}, "work": [{"name": "Qolex", "startDate": "2019-09"}]}'
    ran = Desk(tmp_path).write("q.json", text).run("md", "q.json", "--lang", "fr", "-o", "-")
    assert "## Expérience" in ran.out
    assert "sept. 2019 – à ce jour" in ran.out.replace("\u00a0", " ")


def test_words_of_another_language_are_not_spelt_as_english(tmp_path: Path) -> None:
    desk = project(tmp_path).change("data/ada.yaml", "  sections:\n", "  sections:\n    A: [{text: recommendataion}]\n")
    assert "no known word" in desk.run("check").err
    desk.change("data/ada.yaml", "  cv:\n", "  cv:\n    lang: de\n")
    assert "no known word" not in desk.run("check").err


def test_arabic_stands_at_the_other_side_in_every_format(tmp_path: Path) -> None:
    desk = desk_of_no_language(tmp_path)
    page = printed(desk, "ar", "axa.yaml", "html")
    assert '<html lang="ar" dir="rtl">' in page
    assert "<bdi><strong>A. Qoss</strong>" in page.replace("\u00a0", " ")
    assert "padding-right: var(--hang)" in page
    assert "align(left, date(side))" in printed(desk, "ar", "axa.yaml", "typ")
    text = pypdf.PdfReader(io.BytesIO(paper(desk, "ar"))).pages[0].extract_text()
    assert text.index("Qegrex") < text.index("Qofex", text.index("Qegrex")) < text.index("Qmedax")
    with zipfile.ZipFile(io.BytesIO(made(desk, "docx"))) as word:
        assert "<w:bidi/>" in word.read("word/document.xml").decode()


def test_two_lines_of_contacts_stand_within_a_page_from_right_to_left(tmp_path: Path) -> None:
    many = ", ".join(f"{{label: Qlabel number {number}, url: 'https://qx.example/{number}'}}" for number in range(6))
    desk = desk_of_no_language(tmp_path).change("data/axa.yaml", "  website:", f"  links: [{many}]\n  website:")
    page = pypdf.PdfReader(io.BytesIO(paper(desk, "ar"))).pages[0]
    found: list[float] = []
    page.extract_text(visitor_text=lambda text, _, at, *__: found.append(at[4]) if "number" in text else None)
    width = float(page.mediabox.width)
    assert found
    assert min(found) < width / 2
    assert max(found) < width * 0.8


def test_first_lines_hang_at_the_right_from_right_to_left(tmp_path: Path) -> None:
    title = " ".join(f"Q{number}x" for number in range(60))
    desk = Desk(tmp_path).write("q.bib", f"@article{{q, author = {{Qoss, Axa}}, title = {{{title}}}, year = 2020}}\n")
    assert desk.run("pdf", "q.bib", "--lang", "ar", "-o", "q.pdf").code == 0
    found: list[float] = []
    page = pypdf.PdfReader(desk.folder / "q.pdf").pages[0]
    page.extract_text(visitor_text=lambda text, _, at, *__: found.append(at[4]) if text.strip() else None)
    assert min(found) > 102  # 27 mm in CSS's pixels


def made(desk: Desk, form: str) -> bytes:
    assert desk.run(form, "axa.yaml", "--lang", "ar", "-o", f"out/x.{form}", "--overwrite").code == 0
    return (desk.folder / f"out/x.{form}").read_bytes()


def test_a_title_keeps_the_language_of_its_entry(tmp_path: Path) -> None:
    entry = '@article{qz, author = {Qoss, Axa}, title = {Die "Qax" Luxqa}, langid = {ngerman}, journal = {X}, year = 2020}\n'
    desk = Desk(tmp_path).write("q.bib", entry + entry.replace("qz", "qy").replace("ngerman", "english"))
    page, german = (printed(desk, tag, "q.bib", "html") for tag in ("en", "de"))
    assert '<span lang="de">Die „Qax“ Luxqa</span>' in page
    assert "Die “Qax” Luxqa" in page
    assert '<span lang="en">Die “Qax” Luxqa</span>' in german
    assert '#text(lang: "de")[Die „Qax“ Luxqa]' in printed(desk, "en", "q.bib", "typ")
    assert "Die „Qax“ Luxqa" in printed(desk, "en", "q.bib", "md")
    assert desk.run("export", "bib", "q.bib", "-o", "-").out.count("langid") == 2


CHINESE = "@article{w, author = {王, 小明 and 李, 四 and Qoss, Axa}, title = {灯芯研究 A}, journal = {灯具学报}, volume = 3, pages = {5--9}, year = 2020}\n"


@pytest.mark.parametrize(
    ("tag", "style", "expected"),
    [
        ("zh-Hans", "classic", "王小明，李四，A. Qoss，“灯芯研究 A”。*灯具学报*，第3卷，2020，第5–9页"),
        ("ja", "classic", "王小明、李四、A. Qoss、「灯芯研究 A」。*灯具学报*、第3巻、2020, pp. 5–9"),
        ("ja", "apa", "王小明、李四 & Qoss, A. (2020)。灯芯研究 A. *灯具学报*、*3*, 5–9"),
        ("ko", "classic", "2020, 5–9쪽"),
        ("en", "classic", "王小明, 李四, A. Qoss, “灯芯研究 A.” *灯具学报*, vol. 3, 2020, pp. 5–9"),
    ],
)
def test_stops_behind_characters_are_wide(tmp_path: Path, tag: str, style: str, expected: str) -> None:
    ran = Desk(tmp_path).write("w.bib", CHINESE).run("md", "w.bib", "--lang", tag, "--reference", style, "-o", "-")
    assert expected in ran.out.replace("\u00a0", " ")


def test_a_word_of_cvgens_stands_in_brackets_of_the_script(tmp_path: Path) -> None:
    entry = "@collection{w, editor = {王, 小明}, title = {灯 (A) 芯}, publisher = {灯 社 (US)}, year = 2020}\n"
    text = (
        Desk(tmp_path)
        .write("w.bib", entry)
        .run("md", "w.bib", "--lang", "zh-Hans", "--reference", "classic", "-o", "-")
        .out
    )
    assert "王小明（编），*灯 (A) 芯*，灯 社 (US), 2020" in text


def test_commas_behind_arabic_words_are_arabic(tmp_path: Path) -> None:
    entry = (
        "@book{w, author = {حداد, ليلى and Moss, Ada and Reed, Tom}, title = {تاريخ}, publisher = {دار}, year = 2020}\n"
    )
    text = (
        Desk(tmp_path).write("w.bib", entry).run("md", "w.bib", "--lang", "ar", "--reference", "classic", "-o", "-").out
    )
    page = Desk(tmp_path).run("html", "w.bib", "--lang", "ar", "--reference", "classic", "-o", "-").out
    assert '<bdi dir="rtl"><bdi>' in page
    plain = re.sub("[\u2066-\u2069]", "", text).replace("\u00a0", " ")
    assert "ل. حداد، A. Moss, T. Reed، *تاريخ*، دار، 2020" in plain


@pytest.mark.parametrize(
    ("char", "package"), [("灯", "fonts-noto-cjk"), ("한", "fonts-noto-cjk"), ("ש", "fonts-noto-core")]
)
def test_the_hint_for_a_script_names_the_package(char: str, package: str) -> None:
    problems = Problems()
    pdf_file.report_lacking(char, char, ("Source Serif Pro",), problems)
    (told,) = problems.items
    assert f"apt install {package}; brew install --cask font-noto" in told.hint


@pytest.mark.parametrize(
    ("text", "apart"), [("+964 1 1234567", True), ("2026-11-27", True), ("2019", False), ("2019 – 2023", False)]
)
def test_groups_of_figures_keep_their_order_from_right_to_left(text: str, apart: bool) -> None:
    made = alone((Link("tel:1", (text,)),))
    assert any(map(is_isolated, made)) == apart
    shown = html_page._paper(made)
    assert shown.startswith('<bdi dir="ltr">') == apart


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("Python, C++, العربية", False),
        ("Python and C++", True),
        ("العربية", True),
        ("العربية, Python", True),
        ("12", False),
    ],
)
def test_a_field_that_begins_in_latin_letters_and_goes_on_in_arabic_runs_as_the_lines(
    text: str, *, isolated: bool
) -> None:
    assert apart((text,)) == ((Styled(Style.ISOLATED, (text,)),) if isolated else (text,))


@pytest.mark.parametrize("tag", ["en-US", "de", "ar", "ja", "fr"])
def test_what_is_in_press_stands_above_the_undated_in_any_language(tmp_path: Path, tag: str) -> None:
    bib = "".join(f"@article{{{key}, title={{{key}}}, author={{Moss, Ada}}, journal={{J}}{year}}}\n" for key, year in
                  (("Old", ", year=2001"), ("Never", ""), ("Soon", ", year={in press}")))  # fmt: skip
    ran = Desk(tmp_path).write("papers.bib", bib).run("md", "papers.bib", "--lang", tag, "-o", "-")
    assert ran.code == 0
    places = [ran.out.index(title) for title in ("Soon", "Never", "Old")]
    assert places == sorted(places)
