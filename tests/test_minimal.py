"""One thing wrong or odd with a .bib at a time: what the list shows all the same, and what is said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from workbench import Desk

OWNER = "Ada Lamp"
# Each file by the name of what is odd in it; another owner stands before a bar.
FILES = {
    "one-key-two-papers": """
        @inproceedings{lamp2024, title = {Wicks}, author = {Lamp, Ada and Moth, Bo}, year = {2024}}
        @inproceedings{lamp2024, title = {Flames}, author = {Moth, Cy and Lamp, Ada}, year = {2024}}
        """,
    "one-key-one-paper": """
        @misc{wick, title = {Wicks}, author = {Lamp, Ada}, year = 2020}
        @misc{wick, title = {Wicks},
          author = {Lamp, Ada}, year = 2020}
        """,
    "field-twice": """
        @article{wick, title = {Wicks}, author = {Ada Lamp},
          journal = {Light}, year = 2021,
          journal = {Dark}}
        """,
    "month-as-a-bare-word": "@article{wick, title = {Wicks}, author = {A. Lamp}, year = 2021, month = october}",
    "bare-true": "@misc{wick, title = {Wicks}, author = {Ada Lamp}, year = 2021, bibtex_show = true, selected = TRUE}",
    "percent-line-inside": """
        @inproceedings{wick,
          title = {Wicks}, author = {Ada Lamp},
        %  booktitle = {Nowhere},
          booktitle = {Proceedings of Light}, year = 2021,
        }
        """,
    "comma-missing": """
        @phdthesis{wick,
          author = {Ada Lamp}
          title = {Wicks}, school = {University of Lanterns}, year = 2003}
        """,
    "value-missing": """
        @misc{wick, title = {Wicks}, author = {Ada Lamp}, year = 2010,
          month = ,
          howpublished = {On a shelf}}
        """,
    "key-missing": """
        @article{,
          title = {On Wicks and Their Length}, author = {Ada Lamp and Bo Moth}, year = 2019}
        @article{ , title = {Flames, Briefly}, author = {Bo Moth and Ada Lamp}, year = 2018}
        """,
    "opening-brace-missing": """
        @article{wick,
          title = {Wicks},
          author = Lamp, Ada and Moth, Bo},
          journal = {Light}, year = {2023}
        }
        """,
    "key-with-a-space": "@article{Del Lamp2021, title = {Wicks}, author = {Lamp, Ada}, year = 2021}",
    "names-between-commas": """
        @techreport{wick, title = {Wicks}, author = {Ada Lamp, Bo van Moth, Cy Dee, Di Ess}, year = 2017,
          institution = {Lantern Institute}}
        """,
    "names-of-scopus": "@article{wick, title = {Wicks}, author = {Moth, B.C.a , Lamp, A.b , Dee, D.a}, year = 2012}",
    "names-by-keys": """
        @article{wick, title = {Wicks}, date = {2020-03-04},
          author = {family=Moth, given=Bo, prefix=al-, useprefix=true and Lamp, Ada}, journaltitle = {Light}}
        """,
    "names-in-tags": """
        @article{wick, title = {Wicks}, year = 2013, author = {<name><surname>Lamp</surname>
          <given-names>A.</given-names></name>, <name><surname>Moth</surname> <given-names>B.</given-names></name>}}
        """,
    "string-as-and": """
        @string{and = " and "}
        @string{Ada = "Ada Lamp"}
        @article{wick, title = {Wicks}, author = Ada #and# {B. M{\\"u}ller}, year = 2005}
        """,
    "string-undefined": "@inproceedings{wick, title = {Wicks}, author = {A. Lamp}, booktitle = LIGHT22, year = 2022}",
    "parentheses": '@article(wick, title = "Wicks", author = "A. Lamp", year = 1999)',
    "brace-not-closed": """
        @article{wick, title = {Wicks {and} Flames, author = {A. Lamp}, year = 1999}

        @article{oil, title = {Oil}, author = {A. Lamp}, year = 2000}

        @article{glass, title = {Glass}, author = {A. Lamp}, year = 2001}
        """,
    "crossref": """
        @inproceedings{wick, title = {Wicks}, author = {A. Lamp}, pages = {1--9}, crossref = {light}}
        @proceedings{light, title = {Proceedings of Light}, editor = {Bo Moth}, publisher = {Lantern}, year = {2020}}
        """,
    "crossref-to-nothing": "@inproceedings{wick, title = {Wicks}, author = {A. Lamp}, year = 2020, crossref = {lihgt}}",
    "owner-in-a-macro-of-ones-own": """
        @article{wick, title = {Wicks}, year = 2008, journal = {\\aap},
          author = {{van de Moth}, B.~C. and {\\myname{Lamp}}, A. and {Dee}, II, D.~E.}}
        """,
    "owner-in-bold-with-stars": """
        @article{wick, title = {Wicks}, year = 2021, author = {*Moth, Bo and *\\textbf{Lamp, A.} and Dee, Cy}}
        """,
    "star-behind-the-family-name": "@article{wick, title={Wicks}, author={Moth*, Bo and Lamp*, Ada and Dee, C}, year=2019}",
    "star-alone": "@article{wick, title = {Wicks}, author = {Moth*, Bo and Lamp, Ada}, year = 2019}",
    "star-explained-by-a-note": """
        @article{wick, title = {Wicks}, author = {Moth*, Bo and Lamp*, Ada and Dee$^\\dagger$, Cy}, year = 2019,
          note = {* equal contribution, $^\\dagger$ corresponding author}}
        """,
    "number-raised": "@misc{wick, title = {Wicks}, author = {Moth$^3$, Bo and Lamp$^{1,2}$, Ada}, year = 2025}",
    "annotation-of-roles": """
        @article{wick, title = {Wicks}, author = {Bo Moth and Ada Lamp and Cy Dee}, author+an = {1=jointfirst;2=jointfirst},
          date = {2022}}
        """,
    "collaboration-without-braces": """
        @article{wick, title = {Wicks}, author = {Lantern Collaboration and Lamp, A. and Moth'ee and De Es, J.~A.}, year = 2024}
        """,
    "others": """
        @article{Lantern:2019, author = "Moth, Bo and others", collaboration = "LANTERN", year = "2019",
          title = "{$t\\bar{t}$ at $\\sqrt{s}=13$ TeV}"}
        """,
    "and-too-many": "@article{wick, title = {Wicks}, author = {Moth, B. and Lamp, A.C., and Dee, D. and}, year = 2004}",
    "rows-of-r": """
        "citation"
        "1" " @article{Lamp_2021, title={Wicks}, author={Lamp, Ada and Moth, Bo}, year={2021}, month=apr }
        "
        """,
    "juniors": """
        @article{wick, title = {Wicks}, year = 2013, author = {Lamp Jr., Ada M. and Moth, Jr., Bo and dos Moths Jr., Cy Dee and
          Lamp-Jr, Joe and {Dee}, II, Neal J.}}
        """,
    "particles": """
        @article{wick, title = {Wicks}, year = 2013, author = {De Moth, B. and {De Moth}, Bo and C. {De Moth} and de Moth, D. and
          E F van Moth and van den Lamp, Ada and Lopez de Moth, Gi and Lamp, Ada}}
        """,
    "owner-as-a-macro": "@article{wick, title = {Wicks}, author = {Moth, B. and {\\alamp} and Dee, C.}, year = 2013}",
    "owner-as-a-macro-defined": """
        @preamble{"\\newcommand{\\alamp}{Lamp, Ada}"}
        @article{wick, title = {Wicks}, author = {Moth, B. and {\\alamp} and Dee, C.}, year = 2013}
        """,
    "family-names-first": "@article{wick, title = {Wicks}, author = {和明 灯 and 蛾, 一郎 and Ada Lamp}, year = 2022}",
    "dates-of-all-kinds": """
        @article{a, author = {Lamp, Ada}, title = {Words}, journal = {Light}, date = {3 August 2021}}
        @article{b, author = {Lamp, Ada}, title = {A season}, journal = {Light}, date = {2021-21}}
        @article{c, author = {Lamp, Ada}, title = {Winter's end}, journal = {Light}, date = {2021-02}}
        @article{d, author = {Lamp, Ada}, title = {June}, journal = {Light}, date = {2021-06}}
        @article{e, author = {Lamp, Ada}, title = {A range}, journal = {Light}, year = {2017--2018}}
        @article{f, author = {Lamp, Ada}, title = {A decade}, journal = {Light}, date = {199X}}
        @article{g, author = {Lamp, Ada}, title = {Long ago}, journal = {Light}, year = 1399}
        @article{h, author = {Lamp, Ada}, title = {Another era}, journal = {Light}, year = {1399 AH}}
        @article{i, author = {Lamp, Ada}, title = {No date}, journal = {Light}, year = {n.d.}}
        @article{j, author = {Lamp, Ada}, title = {No date that anybody knows}, journal = {Light}, year = {soon}}
        """,
    "names-in-many-scripts": """
        @article{a, author = {Lamp, Ada and Иванов, Пётр and МакКой, Леонард}, title = {Листья}, journal = {Свет}, year = 2024}
        @article{b, author = {Lamp, Ada and Παπάς, Γιώργος and ბერიძე, გიორგი}, title = {Φύλλα}, journal = {Φως}, year = 2023}
        @article{c, author = {Lamp, Ada and כהן, דוד}, title = {עלים וענפים}, journal = {אור}, volume = 12, year = 2022}
        @article{d, author = {محمد العلي and Lamp, Ada}, title = {On أوراق and \\emph{leaves}}, journal = {Light}, year = 2021}
        @article{e, author = {田中 太郎 and 김 철수 and 李 华 and Lamp, Ada}, title = {Leaf}, journal = {Light}, year = 2020}
        """,
    "lists-of-names-as-they-come": """
        @article{a, author = {Lamp A, Moth B, König M}, title = {Vancouver}, journal = {Light}, year = 2026}
        @article{b, author = {Lamp, Ada; Moth, Bo; K{\\"o}nig, Max}, title = {Semicolons}, journal = {Light}, year = 2025}
        @article{c, author = {Moth, B., Lamp, A., \\& König, M.}, title = {Ampersand}, journal = {Light}, year = 2024}
        @article{d, author = {Ada Lamp, Bo Moth}, title = {No and}, journal = {Light}, year = 2023}
        @article{e, author = {Ada Lamp, Bo Moth, and Max König}, title = {Oxford}, journal = {Light}, year = 2022}
        @article{f, author = {Ada Lamp, PhD and {Deep Light, Inc.} and Bo Moth 0001}, title = {Odd}, journal = {Light}, year = 2021}
        """,
    "markup-escaped-twice": """
        @article{a, author = {Lamp, Ada}, title = {A {\\textless}i{\\textgreater}Salix{\\textless}/i{\\textgreater} lamp}, year = 2024,
          journal = {Light {$<$}b{$>$}and{$<$}/b{$>$} Dark}, doi = {10.1175/1520(1987)115{\\textless}16:G{\\textgreater}2.0.CO;2}}
        @article{b, author = {Lamp, Ada}, title = {\\enquote{Lamps and \\enquote{oil}} of \\ce{H2O}}, journal = {Light}, year = 2023,
          abstract = {We print
        @article{c, title = {Inner}} and more}, doi = {10.1000/a#b?c}}
        """,
    "html-in-a-field": """
        @inproceedings{wick, title = {Wicks of <i>Apis</i> {\\&}amp; Co}, author = {Ada Lamp},
          booktitle = {<b>Proceedings of Light</b>}, year = 2023}
        """,
    "the-same-paper-twice": """
        @article{wick, title = {The Length of Wicks}, author = {Lamp, Ada and Moth, Bo}, journal = {Light}, year = 2023,
          doi = {10.1000/wick}}
        @misc{wick-preprint, title = {The length of wicks}, author = {A. Lamp and B. Moth}, year = 2022,
          eprint = {2201.00001}, archiveprefix = {arXiv}}
        """,
    "a-family-name-divided-otherwise": """Ana Ruiz |
        @misc{wick, title = {Wicks}, author = {Soto, Ana Ruiz}, year = 2022}
        @misc{oil, title = {Oil}, author = {Ruiz Soto, Ana and Moth, Bo}, year = 2021}
        @misc{glass, title = {Glass}, author = {Miller, Ana Ruiz}, year = 2020}
        """,
}  # fmt: skip
BYTES = {
    "jekyll-front-matter": b"---\n---\n\n@misc{wick, title = {Wicks}, author = {Ada Lamp}, year = 2022}\n",
    "utf-8-with-a-mark": "\ufeff@misc{wick, title = {Wïcks}, author = {Ada Lamp}, year = 2022}\n".encode(),
    "utf-16": "\ufeff@misc{wick, title = {Wïcks}, author = {Ada Lamp}, year = 2022}\n".encode("utf-16-le"),
    "windows": "@misc{wick,\r\n title = {Wïcks – oil}, author = {Ada Lamp},\r\n year = 2022}\r\n".encode("cp1252"),
    "windows-said-by-jabref": "% Encoding: Cp1250\n@misc{wick, title = {Wěcks}, author = {Ada Lamp}}\n".encode(
        "cp1250"
    ),
    "utf-8-said-to-be-windows": "% Encoding: Cp1252\n@misc{wick, title = {Wïcks – öl}, author = {Ada Lamp}}\n".encode(),
    "windows-said-to-be-utf-8": "% Encoding: UTF-8\n@misc{wick, title = {Wïcks}, author = {Ada Lamp}}\n".encode(
        "cp1252"
    ),
    "two-encodings": "@misc{wick, title = {Wïcks},\n".encode()
    + " author = {Ada Lamp and Bö Moth}}\n".encode("latin-1"),
}


def shown(folder: Path, content: bytes, owner: str) -> str:
    """What the Markdown shows of a .bib, and behind it what is said."""
    desk = Desk(folder)
    (folder / "papers.bib").write_bytes(content)
    ran = desk.run("md", "papers.bib", "--owner", owner)
    assert ran.code == 0, ran.err
    lines = [line for line in desk.read("out/papers.md").splitlines() if line and not line.startswith("#")]
    return "\n".join([*lines, "", ran.err])


@pytest.mark.parametrize("name", FILES)
def test_what_a_bib_with_one_oddity_shows(tmp_path: Path, name: str, golden: Callable[[str, str], None]) -> None:
    owner, _, text = FILES[name].rpartition(" |\n")
    lines = [line.removeprefix("        ") for line in text.strip("\n").splitlines()]
    golden(f"bib/{name}.txt", shown(tmp_path, "\n".join(lines).encode(), owner or OWNER))


@pytest.mark.parametrize("name", BYTES)
def test_what_a_bib_in_any_encoding_shows(tmp_path: Path, name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"bib/{name}.txt", shown(tmp_path, BYTES[name], OWNER))


def test_the_owner_as_a_macro_is_another_spelling(tmp_path: Path) -> None:
    text = shown(tmp_path, FILES["owner-as-a-macro"].encode(), "Ada Lamp=alamp")
    assert "B. Moth, **Ada Lamp**, and C. Dee." in text


def test_strict_makes_errors_of_what_was_repaired(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write("papers.bib", FILES["comma-missing"])
    ran = desk.run("md", "papers.bib", "--owner", OWNER, "--strict")
    assert (ran.code, "papers.bib:3: warning: wick: a comma is missing" in ran.err, desk.files()) == (1, True, [])
