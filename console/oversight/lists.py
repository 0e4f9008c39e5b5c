"""What an auditor asks for: the lists with their counts, each line opening its record."""

from collections.abc import Sequence
from functools import partial

from console.core.office import Answer, File, Goto, Screen, View, not_found, refused
from console.core.pages import Link, Pages
from console.core.trail import SUBJECTS
from dialogue.core.i18n import N_
from dialogue.core.oversight_titles import TITLES
from dialogue.oversight import file
from dialogue.oversight.lines import LineReader, line_details, line_name, record_code
from dialogue.oversight.screens import parse_record_code
from models.accounts import staff, terms_of_office
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.oversight import lists
from models.oversight.listing import Kind, Line, Theme
from models.oversight.lists import COUNTED

pages = Pages(links=(Link(90, "/oversight", N_("Oversight")),))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What each kind of record is opened by; and by its trail, where its person is gone.
OPENS = {
    Kind.PLACEMENT: ("/placements/{}", "/trail/placement/{}"),
    Kind.PERSON: ("/people/{}", "/trail/person/{}"),
    Kind.GRIEVANCE: ("/grievances/{}", "/trail/grievance/{}"),
    Kind.EMPLOYER: ("/employers/{}", "/employers/{}"),
    Kind.BROKER: ("/brokers/{}", "/brokers/{}"),
    Kind.STAFF: ("/staff/{}", "/staff/{}"),
    Kind.ACCOUNT: ("/oversight/account/{}", "/oversight/account/{}"),
}


async def _reading(view: View, lines: Sequence[Line], *accounts: int) -> LineReader:
    named = {account for line in lines for account in (line.by, line.other)} | set(accounts)
    terms = await terms_of_office.get_terms_of(
        view.session, {one for one in named if one is not None}
    )
    return LineReader(view.scene, terms, view.actor.zone)


@pages.look("/oversight")
async def show_lists(view: View) -> Answer:
    """Each list with its count."""
    counts = await lists.count_lists(view.session, view.actor.roles)
    if isinstance(counts, Refusal):
        return refused(counts, 403)
    shown = {
        "counts": {
            theme: f"{COUNTED}+" if count > COUNTED else str(count)
            for theme, count in counts.items()
        },
        "titles": TITLES,
    }
    return Screen("oversight/lists.html", shown)


@pages.look("/oversight/file")
async def take_file(view: View) -> Answer:
    """All lists in one spreadsheet; that it was taken goes into the trail."""
    sheets = await lists.read_sheets(view.session, view.actor)
    if isinstance(sheets, Refusal):
        return refused(sheets, 403)
    every = [line for sheet in sheets for line in sheet.lines]
    read = await _reading(view, every, view.actor.id)
    taker = read.who(view.actor.id, view.actor.now)
    made = file.export_workbook(sheets, taker, read.when(view.actor.now), read).document
    assert made is not None
    return File(made.name, made.content, XLSX, noted=lists.note_lists_taken)


@pages.look("/oversight/record")
async def open_record(view: View) -> Answer:
    """A record by its number, such as P12."""
    wanted = parse_record_code(view.query.get("code", ""))
    if wanted is None:
        return Goto("/oversight", refusal=Refusal("not_found"))
    kind, number = wanted
    return Goto(OPENS[kind][0].format(number))


@pages.look("/oversight/account/{id}")
async def open_account(view: View) -> Answer:
    """Somebody of the office, or else a broker, by the number of the account."""
    counties = view.actor.roles.counties()
    member = await staff.get_member(view.session, view.number(), counties)
    return Goto(f"/staff/{view.number()}" if member else f"/brokers/{view.number()}")


@pages.look("/oversight/{theme}")
async def show_list(view: View) -> Answer:
    """A page of a list, or of what one line of it stands for; the trail says who looked."""
    asked, group = view.path.get("theme", ""), view.query.get("of", "")
    if asked not in tuple(Theme):
        return not_found()
    of = int(group) if group.isascii() and group.isdecimal() and len(group) < 19 else None
    theme = Theme(asked)
    found = await lists.read_list_page(view.session, view.actor, theme, view.page(), of=of)
    if isinstance(found, Refusal):
        return not_found()
    read = await _reading(view, found.items)
    shown = {
        "found": found,
        "lines": [_shown(theme, line, read, of) for line in found.items],
        "title": TITLES[theme],
        "here": f"/oversight/{theme}",
        "of": of,
    }
    return Screen("oversight/list.html", shown, noted=partial(lists.note_list_seen, theme=theme))


def _shown(theme: Theme, line: Line, read: LineReader, of: int | None) -> dict[str, object]:
    is_group = line.kind == Kind.GROUP
    return {
        "code": record_code(line, read.scene.speech),
        "link": _opens(theme, line),
        "name": "" if is_group and not line.name else line_name(line, read.scene.speech),
        "when": "" if is_group else read.when(line.at),
        "area": line.area,
        "details": line_details(theme, line, read, of),
    }


def _opens(theme: Theme, line: Line) -> str:
    """The page of the record behind a line; of one whose person is gone, its trail."""
    if line.kind == Kind.GROUP:
        return f"/oversight/{theme}?of={line.number}"
    if line.kind not in OPENS:
        return _opens_other(line)
    whole, gone = OPENS[Kind(line.kind)]
    is_there = line.kind not in GOES_WITH_PERSON or (line.person is not None and line.name)
    return (whole if is_there else gone).format(line.number)


def _opens_other(line: Line) -> str:
    """What somebody looked at may be of any sort: one of these lists, a paper, a message."""
    if line.kind == Subject.OVERSIGHT:
        themes = list(Theme)
        place = line.number - 1
        return f"/oversight/{themes[place]}" if 0 <= place < len(themes) else ""
    known = SUBJECTS.get(Subject(line.kind)) if line.kind in tuple(Subject) else None
    return known[1].format(line.number) if known else ""


GOES_WITH_PERSON = (Kind.PLACEMENT, Kind.PERSON, Kind.GRIEVANCE)
