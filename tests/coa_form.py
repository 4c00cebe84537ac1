"""A workbook with the structure of NSF's form (a sheet, five tables, merges, drop-downs, heights), in words of our own."""

import io

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

# Each table: its name, the place of its header, its columns, the letters of its drop-down, how many lines it has.
TABLES = (
    ("TableA", 16, ("1", "Your Name:", "Your Organizational Affiliation(s)", "Last Active Date"), "", 5),
    ("TableD23", 27, ("2", "Name:", "Type of Relationship", "Optional", "Last Active"), "R:", 5),
    ("TableC", 37, ("3", "Advisor/Advisee Name:", "Organizational Affiliation", "Optional "), "G:,T:", 7),
    ("TableD", 51, ("4", "Name: ", "Organizational Affiliation ", "Optional  ", "Last Active "), "A:,C:", 5),
    (
        "TableD5",
        77,
        ("5", "Name:  ", "Organizational Affiliation  ", "Journal/Collection", "Last Active  "),
        "B:,E:",
        5,
    ),
)


def form(moved: int = 0) -> bytes:
    """The form, empty; each table `moved` lines down, as in another year's version."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Form"
    for name, header, columns, letters, lines in TABLES:
        top = header + moved
        sheet.merge_cells(start_row=top - 2, start_column=1, end_row=top - 2, end_column=5)
        sheet.cell(top - 2, 1, f"What belongs into table {columns[0]}, in words of our own.")
        sheet.row_dimensions[top - 2].height = 40
        for column, text in enumerate(columns, 1):
            sheet.cell(top, column, text)
        for line in range(top + 1, top + 1 + lines):
            sheet.row_dimensions[line].height = 20
        last = f"{'ABCDE'[len(columns) - 1]}{top + lines}"
        sheet.add_table(Table(displayName=name, ref=f"A{top}:{last}"))
        if letters:
            rule = DataValidation(type="list", formula1=f'"{letters}"')
            rule.add(f"A{top + 1}:A{top + lines}")
            sheet.add_data_validation(rule)
    end = TABLES[-1][1] + TABLES[-1][4] + moved
    sheet.merge_cells(start_row=end + 2, start_column=1, end_row=end + 2, end_column=5)
    sheet.cell(end + 2, 1, "The end of the form.")
    sheet.print_area = f"A1:E{end + 2}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
