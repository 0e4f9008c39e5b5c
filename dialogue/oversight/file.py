"""An auditor's lists as one spreadsheet: a sheet a list. No ID number and no phone is whole."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_
from dialogue.core.oversight_titles import TITLES
from dialogue.core.reply import Button, Document, Message
from dialogue.core.spreadsheet import SheetPage, write_spreadsheet
from dialogue.oversight.lines import LineReader, line_details, line_name, sheet_code
from models.oversight.listing import Kind, Line, Theme
from models.oversight.lists import IN_SHEET, Sheet

COLUMNS = (
    *(N_("Number"), N_("Date"), N_("Area"), N_("Name"), N_("What stands out")),
    N_("Count or seconds"),
)
WIDTHS = (12, 18, 28, 16, 70, 16)


def export_workbook(
    sheets: Sequence[Sheet], taker: Markup, day: str, reading: LineReader
) -> Message:
    """The spreadsheet with a word on what it is."""
    speech = reading.scene.speech
    text = speech(
        N_(
            "<b>🧾 What an auditor asks for</b>, as a file. That you took it is in the trail. "
            "A number in it, such as P12, can be typed here to open its record."
        )
    )
    back = ((Button(str(speech(BACK)), "oversight"),),)
    content = write_spreadsheet([_page(sheet, taker, day, reading) for sheet in sheets])
    return Message(text, back, document=Document(f"oversight-{day[:10]}.xlsx", content))


def _page(sheet: Sheet, taker: Markup, day: str, reading: LineReader) -> SheetPage:
    speech = reading.scene.speech
    title = _text(speech(TITLES[sheet.theme]))
    taken = speech(N_("{title}. Taken on {day} by {who}"), title=title, day=day, who=taker)
    rows: list[list[str]] = [[_text(taken)], [_text(speech(column)) for column in COLUMNS]]
    rows += [_row(sheet.theme, line, reading) for line in sheet.lines]
    if sheet.more:
        longer = N_("The list is longer: only the first {count} lines are here.")
        rows.append([_text(speech(longer, count=IN_SHEET))])
    return SheetPage(rows, WIDTHS, headings=2, title=title)


def _row(theme: Theme, line: Line, reading: LineReader) -> list[str]:
    scene = reading.scene
    where = scene.regions.full_name(line.area) if line.area else ""
    whose = (
        "" if line.kind == Kind.GROUP and not line.name else _text(line_name(line, scene.speech))
    )
    told = [_text(part) for part in line_details(theme, line, reading)]
    figure = "" if line.figure is None else str(line.figure)
    return [sheet_code(theme, line), reading.when(line.at), where, whose, " · ".join(told), figure]


def _text(words: Markup) -> str:
    return str(words.unescape())
