"""Which publications a list shows, in what order."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from workbench import day, identified, paper, person

from cvgen import select, theme
from cvgen.loading import locales
from cvgen.model import collation
from cvgen.model.choices import SortOrder
from cvgen.model.content import Cv, PublicationGroup, Word, WrittenSection
from cvgen.model.dates import Window
from cvgen.model.errors import Position, Problems
from cvgen.model.locale import Locale
from cvgen.model.query import Query
from cvgen.theme import Resource

ADA = person("ada", "Example, Ada")
WEN = person("wen", "Sample, Wen")
PAPERS = [
    paper("Example, Ada", "Sample, Wen", key="apple", date="2022", title=("Zebra",), keywords=("fruit", "Red")),
    paper("Sample, Wen", "Example, Ada", key="berry", date="2024-03", title=("apes",), type="talk", venue_id="comum"),
    paper("Example, Ada", key="cherry", date="2024", title=("Bees",), keywords=("fruit",), venue=("Journal of Lamps",)),
    paper("Example, Ada", key="date", title=("Cats",), status="under review", aliases=("old-date",)),
    paper("Poe, Edgar", key="elder", date="2024-03", title=("Dogs",), selected=True),
]  # fmt: skip
TODAY = select.Wanted(day("2025-06"))
POOL = tuple(identified(reference, ADA, WEN) for reference in PAPERS)


def chosen(problems: Problems | None = None, **group: object) -> str:
    section = WrittenSection(publications=(PublicationGroup(**{"at": Position("ada.yaml", 3), **group}),))  # type: ignore[arg-type]
    (found,) = select.publications(Cv(sections=(("Papers", section),)), POOL, TODAY, problems or Problems())
    return " ".join(each.key for each in found.publications)


ORDERS = [
    (SortOrder.NEWEST, "date berry elder cherry apple"),
    (SortOrder.OLDEST, "apple cherry berry elder date"),
    (SortOrder.TITLE, "berry cherry date elder apple"),
    (SortOrder.GIVEN, "apple berry cherry date elder"),
    (None, "date berry elder cherry apple"),
]


@pytest.mark.parametrize(("order", "keys"), ORDERS)
def test_orders(order: SortOrder | None, keys: str) -> None:
    assert chosen(order=order) == keys


# Each in the order of that language's dictionaries: the charts of CLDR 46, and Unicode's own table where it has none.
DICTIONARIES = {
    "en-US": "de Berg, “Émile”, étage, Étude, Lodge, Łódź, Øre, Zebras, Zürich, Zzz",
    "de": "Abel, Äffin, Agar, Öl, Osten, Strasse, Straße, Zahl",
    "fr": "cote, coté, côte, Émile, étude, zéro",
    "sv": "Alm, Zürich, Åbo, Ängar, Östergren",
    "es": "nube, ñandú, oso",
    "cs": "cena, čas, hora, chalupa, izba, řeka, švec, žena",
    "pl": "las, łan, mak, zebra, źródło, żaba",
    "tr": "cam, çam, Irmak, İzmir, oda, öda, sal, şal",
    "ru": "еда, ёлка, ель, игра, йод, язык, Zebra",
    "he": "אבן, בית, תורה, Zebra",
    "ja": "あめ, イカ, うみ",
}


@pytest.mark.parametrize("tag", DICTIONARIES)
def test_texts_stand_as_in_a_dictionary_of_the_language(tag: str) -> None:
    ordered = DICTIONARIES[tag].split(", ")
    locale = locales.locale(tag, theme.open(None), Problems())
    assert sorted(set(ordered), key=locale_key(locale)) == ordered


def locale_key(locale: Locale) -> Callable[[str], collation.Key]:
    return lambda text: collation.key(text, locale["alphabet"])


# Names and titles of many places; all of them stand in the alphabets that cvgen has.
MANY = (
    "Étude|Etude|étude|etude|Zürich|Zurich|Zug|Åbo|Ängelholm|Öland|Øster|Oslo|Łódź|Lodz|Lud|Đorđe|Dordrecht|Ħamrun|Hamburg|Ærø|"
    "Aero|Azur|Œuvre|ŒUVRES|Oeuvre|Straße|Strasse|strasse|Masse|Maße|Çankaya|Canada|Cz|Ćma|Čad|Cabo|Chopin|chata|Cyril|c|ch|"
    "CHKO|cihla|Chrudim|h|Hora|Ireland|İzmir|Isparta|ırmak|Iris|i|I|İ|ı|Ñandú|Nandu|Nzega|Ünal|Unal|Yves|Żuraw|Źdźbło|Zebra|"
    "Žižkov|Sopot|Świt|Šumava|Şişli|Ródź|Řím|Rím|Rzym|Tábor|Ťap|ångström|Ǻland|côte|coté|cote|côté|naïve|naive|Ğ|Gent|Gy|"
    "Jürgen|Þór|Thor|Ŋgo|Ngo|Nzo|Wien|Vänern|Wasser|Võru|Vietnam|Việt|Nguyễn|Nguyen|O'Neil|ONeil|Oneil|O’Neil|D'Arcy|Darcy|"
    "Иванов|Йод|Ёлка|Елка|Ель|Ежов|Жук|Їжак|Игла|Щука|Эхо|Юг|Ґанок|Гусь|Дом|Љубав|Лес|Müller|Mueller|Muller|Mulder|Άθως|"
    "أحمد|إبراهيم|ابراهيم|آدم|مؤسسة|مئة|مدرسة|مدرسي|مكتبة|تاج|هدى|هدي|يوسف|پاریس|چین|گل|شَمس|شمس|كتاب|کتاب|١٢|12a|Αθήνα|"
    "אבא|בית|מים|מימון|כהן|ךהן|נוף|יוֹסֵף|יוסף|ג׳ירפה|גירפה|가나|각|간다|김철수|나무|힣|Ωμέγα|Οδός|Ὅμηρος|Journal|The journal of A/B testing|"
    "Annals|A.B.C.|AB|ABC|de la Cruz, Ana|De La Cruz, Ana|Delacroix, Eugène|de Boer|De Boer|Deboer|Journal of Sound|"
    "Journal of Sound and Vibration|Journal of Soundness|Learning: A Survey|Learning A Survey|Learning, a survey|On “X”|On X|"
    "“On” Y|(Re)learning|Relearning|Re-learning|10 Ways|2 Ways|½ life|x² y|x2 y|ﬁle|file|naïf|Ⅳ|IV|3M|12|9|100|X-ray|Xray|"
    "X\u00a0Ray|xray|C++|C#|C"
).split("|")
READ = ("ja", "zh-Hans")


@pytest.mark.parametrize("tag", sorted(set(theme.open(None).names(Resource.LOCALE)) - set(READ)))
def test_letters_and_icu_have_the_same_order(tag: str) -> None:
    pytest.importorskip("icu")
    letters = locales.locale(tag, theme.open(None), Problems())["alphabet"]
    by_letters = sorted(MANY, key=lambda text: collation.key(text, letters))
    problems = Problems()
    exact = dict(zip(MANY, collation.keys(MANY, letters, tag, problems), strict=True))
    assert exact["Oslo"] != collation.key("Oslo", letters)
    assert by_letters == sorted(MANY, key=exact.__getitem__)
    assert not problems.items


@pytest.mark.parametrize(
    ("tag", "titles", "hears"),
    [
        ("zh-Hans", "张三的灯 李四的灯 白灯", "张三的灯"),
        ("zh-Hans", "Zebra 白灯", "白灯"),
        ("zh-Hans", "白灯", ""),
        ("ja", "Lamp 灯", "灯"),
        ("ja", "Lamp ランプ", "ランプ"),
        ("ko", "등불 燈", "燈"),
        ("ko", "등불 나무", ""),
        ("de", "Öl ไฟ", "ไฟ"),
        ("de", "Öl 灯 白灯 Øl Лес", ""),
        ("en-US", "张三的灯 李四的灯 ไฟ", ""),
    ],
)
def test_where_letters_do_not_say_the_order_icu_does_or_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tag: str, titles: str, hears: str
) -> None:
    pytest.importorskip("icu")
    locale, texts = locales.locale(tag, theme.open(None), Problems()), titles.split()
    there, lacking = Problems(), Problems()
    with_icu = locale.ordered(texts, str, there)
    collation._collator.cache_clear()
    monkeypatch.setitem(sys.modules, "icu", None)
    without = locale.ordered(texts, str, lacking)
    collation._collator.cache_clear()
    said = [(each.code, hears in each.message, each.hint) for each in lacking.items]
    assert not there.items
    assert said == ([("collation", True, "pip install 'cvgen[icu]'")] if hears else [])
    assert with_icu == without or hears
    if titles == "张三的灯 李四的灯 白灯":
        assert with_icu == ("白灯", "李四的灯", "张三的灯")


def test_english_and_an_alphabet_of_ones_own_ask_no_icu(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "de.yaml").write_text('alphabet: "z a"\n', encoding="utf-8")
    monkeypatch.setattr(collation, "_collator", lambda _tag: pytest.fail("ICU was asked"))
    mine = locales.locale("de", theme.open(tmp_path), Problems())
    assert mine.ordered(("a", "z"), str, Problems()) == ("z", "a")
    assert Locale().ordered(("Zug", "Étude"), str, Problems()) == ("Étude", "Zug")


def test_the_newest_few() -> None:
    assert chosen(latest=2) == "date berry"


QUERIES = [
    (Query(keywords=("fruit",)), "apple cherry"),
    (Query(keywords=("red", "blue")), "apple"),
    (Query(type=("talk",)), "berry"),
    (Query(venue=("comum",)), "berry"),
    (Query(venue=("journal of lamps",)), "cherry"),
    (Query(status=("under review",)), "date"),
    (Query(author=("ada",)), "apple berry cherry date"),
    (Query(author=("wen",)), "apple berry"),
    (Query(first_author=("wen",)), "berry"),
    (Query(since=day("2024")), "berry cherry date elder"),
    (Query(since=day("2024-03")), "berry cherry date elder"),
    (Query(since=day("2024-04")), "cherry date"),
    (Query(until=day("2023")), "apple"),
    (Query(since=Window(12)), "cherry date"),
    (Query(since=Window(15)), "berry cherry date elder"),
    (Query(since=day("2024"), until=day("2024-12")), "berry cherry elder"),
    (Query(selected=True), "elder"),
    (Query(selected=False), "apple berry cherry date"),
    (Query(published=True), "apple berry cherry elder"),
    (Query(published=False), "date"),
    (Query(exclude=("apple", "old-date")), "berry cherry elder"),
    (Query(author=("ada",), keywords=("fruit",), since=day("2023")), "cherry"),
    (Query(), "apple berry cherry date elder"),
]


@pytest.mark.parametrize(("query", "keys"), QUERIES)
def test_every_key_of_a_query_must_hold(query: Query, keys: str) -> None:
    problems = Problems()
    assert chosen(problems, where=query, order=SortOrder.GIVEN) == keys
    assert not problems.items


def test_a_document_asks_for_some_of_what_its_lists_show() -> None:
    section = WrittenSection(publications=(PublicationGroup(where=Query(author=("ada",))), PublicationGroup()))
    where = Query(since=Window(24), published=True)
    found = select.publications(
        Cv(sections=(("Papers", section),)), POOL, select.Wanted(day("2025-06"), where), Problems()
    )
    assert [[each.key for each in chosen.publications] for chosen in found] == [
        ["berry", "cherry"],
        ["berry", "elder", "cherry"],
    ]


def words(*keys: str) -> tuple[Word, ...]:
    return tuple(map(Word, keys))


SELECTED = [
    ({"select": words("cherry", "apple")}, "cherry apple"),
    ({"select": words("old-date", "apple")}, "date apple"),
    ({"select": words("apple", "cherry"), "order": SortOrder.NEWEST}, "cherry apple"),
    ({"select": words("apple", "berry"), "where": Query(keywords=("fruit",))}, "apple"),
    ({"select": words("apple", "berry"), "latest": 1}, "apple"),
    ({"select": ()}, ""),
]


@pytest.mark.parametrize(("group", "keys"), SELECTED)
def test_keys_are_shown_as_they_stand(group: dict[str, object], keys: str) -> None:
    assert chosen(**group) == keys


COMPLAINTS = [
    ({"select": words("cheery")}, "no publication has the key cheery", "did you mean cherry?"),
    ({"select": words("apple", "apple")}, "apple stands in this list already", "keep one"),
    ({"select": words("date", "old-date")}, "old-date stands in this list already", "keep one"),
    ({"where": Query(exclude=("cheery",))}, "no publication has the key cheery, which is to be left out", "cherry?"),
    ({"where": Query(author=("adda",))}, "no publication is what this list asks for", "no paper here is by adda"),
    (
        {"where": Query(keywords=("meat",))},
        "no publication is what this list asks for",
        "look at the keys under where:",
    ),
]


@pytest.mark.parametrize(("group", "message", "hint"), COMPLAINTS)
def test_what_is_asked_for_in_vain_is_said(group: dict[str, object], message: str, hint: str) -> None:
    problems = Problems()
    chosen(problems, **group)
    (problem,) = problems.items
    assert (problem.message, problem.hint.endswith(hint)) == (message, True)


def test_nobody_is_told_of_a_list_that_nobody_wrote() -> None:
    """A new student's page has one, and no paper yet."""
    problems = Problems()
    assert chosen(problems, where=Query(author=("adda",)), at=None) == ""
    assert not problems.items


def test_an_unknown_key_says_nothing_where_a_bibliography_is_missing() -> None:
    problems = Problems()
    problems.error("missing-file", "there is no bibliography more.bib")
    assert chosen(problems, select=words("cheery", "apple")) == "apple"
    assert len(problems.items) == 1
