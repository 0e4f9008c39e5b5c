"""An auditor's lists in every language: as long as they can be, they fit a chat and a sheet."""

from zoneinfo import ZoneInfo

import pytest

from dialogue.core.form import FormContext
from dialogue.core.i18n import Speech
from dialogue.core.oversight_titles import TITLES
from dialogue.oversight import file, screens
from dialogue.oversight.lines import LineReader
from dialogue.oversight.screens import ShownList
from models.accounts.terms_of_office import RoleTerm, TermEvent
from models.core.audit import Act
from models.core.gazetteer import Gazetteer
from models.core.paging import Page
from models.core.vocabulary import Language, RoleName
from models.oversight.listing import Kind, Line, Theme
from models.oversight.lists import PAGE, Sheet
from models.placements.signals import ShownSignal, Signal
from tests.support.store import DAY, NOON

LARGE = 10**9
NAME = "乌" * 30
TERM = RoleTerm(
    account_id=LARGE,
    role=RoleName.STAFF,
    area="",
    name=NAME,
    begun=TermEvent.GRANTED,
    granted_at=NOON - DAY,
)
ACTS = (Theme.POOR, Theme.ENDED)
GROUPED = (Theme.PHONES, Theme.NUMBERLESS, Theme.PEOPLE, Theme.EMPLOYERS, Theme.LOOKS)


def reading(language: Language) -> LineReader:
    """In this language, with one account that has a long name."""
    scene = FormContext(Speech(language), NOON.date(), Gazetteer({}))
    return LineReader(scene, {LARGE: [TERM]}, ZoneInfo("Asia/Shanghai"))


def longest(theme: Theme, place: int) -> Line:
    """A line with everything that it can have."""
    word = (
        Act.REOPENED if theme in ACTS else "+8613812345678" if theme is Theme.PHONES else "厂" * 60
    )
    kind = Kind.GROUP if theme in GROUPED else Kind.PLACEMENT
    return Line(
        *(LARGE + place, kind, NOON, LARGE, NAME),
        by=LARGE,
        other=LARGE,
        figure=LARGE,
        word=word,
        signals=tuple(ShownSignal(one, LARGE) for one in Signal),
    )


@pytest.mark.parametrize("language", Language)
def test_a_page_of_the_longest_lines_fits_a_message(language: Language) -> None:
    for theme in Theme:
        lines = [longest(theme, place) for place in range(PAGE)]
        shown = screens.list_message(ShownList(theme, Page(lines, 1, True)), reading(language))
        assert len(shown.text.striptags().encode("utf-16-le")) // 2 <= 4096, theme
        assert all(len(button.choice.encode()) <= 64 for button in shown.buttons)


@pytest.mark.parametrize("language", Language)
def test_each_list_has_a_sheet_of_its_name(language: Language) -> None:
    sheets = [Sheet(theme, (longest(theme, 0),), True) for theme in Theme]
    read = reading(language)
    made = file.export_workbook(sheets, read.who(LARGE, NOON), read.when(NOON), read)
    assert made.document is not None
    names = [str(read.scene.speech(title)) for title in TITLES.values()]
    assert len(set(names)) == len(Theme)
    assert len(made.text.striptags()) <= 1024
