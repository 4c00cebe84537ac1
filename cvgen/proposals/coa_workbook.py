"""Rows and the user's copy of NSF's template -> a filled workbook; an earlier one -> its rows.

The only importer of openpyxl.

The five tables are found by the words of their header rows, not by their place: NSF moves them between versions.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from cvgen.model import names
from cvgen.model.dates import Date
from cvgen.model.errors import CvgenError, Position, Problems
from cvgen.model.record import Record
from cvgen.model.regex import lazy
from cvgen.proposals.collaborators import Previous, Row

# What only the header row of one table says, in the order in which they are tried: the fourth has no word of its own.
_HEADERS = ((1, "your name"), (2, "type of relationship"), (3, "advis"), (5, "journal"), (4, "last active"))
_NAME, _SECOND, _THIRD, _DATE = 2, 3, 4, 5
_WITHOUT_DATE = 3
_DATES = "mm/dd/yyyy"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Workbook(Record):
    """A file that should be the form, filled or not: where it is, and its bytes."""

    path: Path
    content: bytes


def filled(template: Workbook, rows: Sequence[Row], as_of: Date, problems: Problems) -> bytes:
    """The template's bytes with the rows in its tables; the same bytes for the same rows and day."""
    book = _opened(template, problems)
    sheet, tables = _sheet(book, template.path, problems)
    for number in sorted(tables, key=lambda each: -_range(tables[each]).min_row):
        _fill(sheet, tables[number], [row for row in rows if row.table == number])
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue(), as_of)


def previous(earlier: Workbook, problems: Problems) -> Previous:
    """The rows of a list that was filled before, and the day it was saved."""
    book = _opened(earlier, problems)
    sheet, tables = _sheet(book, earlier.path, problems)
    rows = tuple(row for number, table in sorted(tables.items()) for row in _read(sheet, table, number))
    saved = book.properties.modified
    return Previous(rows, Date(saved.year, saved.month, saved.day) if saved else None)


def _opened(workbook: Workbook, problems: Problems) -> Any:
    try:
        import openpyxl
    except ImportError:
        problems.error("missing-package", "openpyxl is not installed", None, "pip install 'cvgen[coa]'")
        raise CvgenError from None
    try:
        return openpyxl.load_workbook(io.BytesIO(workbook.content))
    except Exception:  # noqa: BLE001 - openpyxl reports a broken file by whatever fails first
        problems.error("wrong-workbook", "this is no workbook", Position(str(workbook.path)), "save it as .xlsx")
        raise CvgenError from None


def _sheet(book: Any, path: Path, problems: Problems) -> tuple[Any, dict[int, Any]]:
    """The sheet with the five tables, and the tables by their numbers."""
    best: tuple[Any, dict[int, Any]] = (None, {})
    for sheet in book.worksheets:
        tables: dict[int, Any] = {}
        for table in sheet.tables.values():
            said = " ".join(str(cell.value or "") for cell in sheet[table.ref][0]).casefold()
            number = next((number for number, words in _HEADERS if words in said), 0)
            if number:
                tables.setdefault(number, table)
        if len(tables) > len(best[1]):
            best = (sheet, tables)
    if missing := sorted({1, 2, 3, 4, 5} - best[1].keys()):
        listed = ", ".join(map(str, missing))
        hint = "take NSF's own template, filled or not, as it was downloaded"
        problems.error(
            "wrong-workbook", f"the tables of the form are not all in it: {listed}", Position(str(path)), hint
        )
        raise CvgenError
    return best


def _range(table: Any) -> Any:
    from openpyxl.worksheet.cell_range import CellRange

    return CellRange(table.ref)


def _fill(sheet: Any, table: Any, rows: Sequence[Row]) -> None:
    """Put the rows under a table's header; names that it held before go, letters in lines without a name stay."""
    area = _range(table)
    first, room = area.min_row + 1, area.max_row - area.min_row
    if len(rows) > room:
        _insert(sheet, area.max_row, len(rows) - room)
    for line in range(first, first + max(room, len(rows))):
        if line > area.max_row:
            sheet.row_dimensions[line].height = sheet.row_dimensions[first].height
        for column in range(1, area.max_col + 1):
            cell = sheet.cell(line, column)
            if line > area.max_row:
                cell._style = copy(sheet.cell(first, column)._style)  # noqa: SLF001 - openpyxl has no other way
            if column >= _NAME:
                cell.value = None
    for line, row in enumerate(rows, first):
        _write(sheet, line, row)


def _write(sheet: Any, line: int, row: Row) -> None:
    """One row. Text that begins as a formula does stays text."""
    cells = {_NAME: row.listed, _SECOND: row.affiliation, _THIRD: row.extra}
    if row.letter:
        cells[1] = row.letter
    for column, text in cells.items():
        if text:
            cell = sheet.cell(line, column)
            cell.value = _ILLEGAL.sub("", text)
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    if row.last and row.table != _WITHOUT_DATE:
        cell = sheet.cell(line, _THIRD if row.table == 1 else _DATE)
        cell.value = datetime.date(row.last.year, row.last.month or 1, row.last.day or 1)
        cell.number_format = _DATES


_ILLEGAL = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _insert(sheet: Any, after: int, number: int) -> None:
    """Insert rows, and move what openpyxl leaves where it was: merges, heights, tables, lists, the print area."""
    from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

    at = after + 1
    heights = {line: each.height for line, each in sheet.row_dimensions.items() if each.height and line >= at}
    merged = list(sheet.merged_cells.ranges)
    sheet.insert_rows(at, number)
    for area in merged:
        if area.min_row >= at:
            area.shift(row_shift=number)
    for line in heights:
        sheet.row_dimensions[line].height = None
    for line, height in heights.items():
        sheet.row_dimensions[line + number].height = height
    for table in sheet.tables.values():
        table.ref = _moved(CellRange(table.ref), after, number)
        if table.autoFilter:
            table.autoFilter.ref = table.ref
    for rule in sheet.data_validations.dataValidation:
        ranges = (_moved(CellRange(each.coord), after, number) for each in rule.sqref.ranges)
        rule.sqref = MultiCellRange(" ".join(ranges))
    if sheet.print_area:
        areas = str(sheet.print_area).split(",")
        sheet.print_area = ",".join(
            _moved(CellRange(each.rpartition("!")[2].replace("$", "")), after, number) for each in areas
        )


def _moved(area: Any, after: int, number: int) -> str:
    """Where a range is once rows were inserted after a line: further down, or longer where it holds the line."""
    if area.min_row > after:
        area.shift(row_shift=number)
    elif area.max_row >= after:
        area.expand(down=number)
    return str(area.coord)


def _read(sheet: Any, table: Any, number: int) -> Iterator[Row]:
    """The rows of a table that have a name."""
    area = _range(table)
    for line in range(area.min_row + 1, area.max_row + 1):
        values = [sheet.cell(line, column).value for column in range(1, 6)]
        letter, name, second, third, last = values
        if not isinstance(name, str) or not name.strip():
            continue
        day = third if number == 1 else last
        yield Row(
            number, str(letter or "").strip(), _name(name), str(second or "").strip(), str(third or "").strip(),
            Date(day.year, day.month, day.day) if isinstance(day, (datetime.date, datetime.datetime)) else None,
        )  # fmt: skip


def _name(text: str) -> names.Name:
    """A name as the form has it: "de la Cruz, Ana, M.": the third part is a given name, not the first."""
    family, *given = (part.strip() for part in text.split(","))
    return names.parse(f"{family}, {' '.join(given)}" if given else family)


def _settled(content: bytes, as_of: Date) -> bytes:
    """A workbook's bytes without the moment in which they were written: the day of the list stands in its place."""
    out = io.BytesIO()
    day = f"{as_of.year:04}-{as_of.month or 1:02}-{as_of.day or 1:02}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(modified|created)[^>]*>)[^<]*", rb"\g<1>" + day, data)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
