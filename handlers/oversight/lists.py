"""What an auditor asks for: lists, the records behind them, and all of it as a file."""

from collections.abc import Sequence

from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.oversight import file, screens
from dialogue.oversight.form_record import RECORD
from dialogue.oversight.lines import LineReader
from dialogue.oversight.screens import ShownList
from handlers.accounts import staff
from handlers.brokers import staff as brokers
from handlers.core import menu, trail
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import start_form
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from handlers.employers import employer
from handlers.grievances import staff as grievances
from handlers.placements import review
from models.accounts import drafts, terms_of_office
from models.accounts import staff as office
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.grievances import queue
from models.labourers import ledger
from models.oversight import lists, records
from models.oversight.listing import Kind, Line, Theme
from models.oversight.lists import Asking
from models.placements import queries

router = Router(RoleName.STAFF)


def get_asking(turn: Turn) -> Asking:
    """Who asks, for which counties."""
    return Asking(turn.person.key(), turn.roles.counties(), turn.now)


async def get_reading(turn: Turn, lines: Sequence[Line] = (), *accounts: int | None) -> LineReader:
    """What the lines are read with."""
    named = {account for line in lines for account in (line.by, line.other)} | set(accounts)
    terms = await terms_of_office.get_terms_of(
        turn.session, {one for one in named if one is not None}
    )
    return LineReader(await turn.scene(), terms, turn.zone)


@router.route("oversight")
async def show_lists(turn: Turn) -> Reply:
    """Each list with its count."""
    await drafts.put_aside(turn.session, turn.person)
    counts = await lists.count_lists(turn.session, get_asking(turn))
    if isinstance(counts, Refusal):
        return await menu.show_menu(turn, counts)
    return say(screens.lists_message(counts, await get_reading(turn)))


@router.route("oversight:number")
async def ask_number(turn: Turn) -> Reply:
    """Which record?"""
    return await start_form(turn, RECORD.name)


@router.route("oversight:file")
async def take_file(turn: Turn) -> Reply:
    """All lists in one spreadsheet."""
    sheets = await lists.export_lists(turn.session, get_asking(turn))
    if isinstance(sheets, Refusal):
        return await menu.show_menu(turn, sheets)
    every = [line for sheet in sheets for line in sheet.lines]
    read = await get_reading(turn, every, turn.person.id)
    taker = read.who(turn.person.id, turn.now)
    return say(file.export_workbook(sheets, taker, read.when(turn.now), read))


@router.route("oversight:")
async def answer_list(turn: Turn) -> Reply:
    """A page of a list, what a line of it stands for, or one record."""
    what, _, rest = (turn.choice or "").removeprefix("oversight:").partition(":")
    await drafts.put_aside(turn.session, turn.person)
    if what in OPENING:
        number, page = record(rest)
        return await open_record(turn, Kind(what), number, page_of(page.removeprefix("trail:")))
    if what not in tuple(Theme):
        return await menu.refuse_stale_button(turn)
    if not rest.startswith("of:"):
        return await _page(turn, Theme(what), page_of(rest))
    of, page = record(rest, "of:")
    return await _page(turn, Theme(what), page_of(page), of)


async def _page(turn: Turn, theme: Theme, page: int, of: int | None = None) -> Reply:
    found = await lists.get_list_page(turn.session, get_asking(turn), theme, page, of=of)
    if isinstance(found, Refusal):
        return await menu.show_menu(turn, found)
    read = await get_reading(turn, found.items)
    return say(screens.list_message(ShownList(theme, found, of), read))


async def open_record(turn: Turn, kind: Kind, number: int, page: int = 1) -> Reply:
    """One record by its number, as its own screen shows it."""
    opened = await OPENING[kind](turn, number, page)
    return opened or await menu.show_menu(turn, Refusal("not_yours"))


async def _placement(turn: Turn, number: int, page: int) -> Reply | None:
    waiting = await review.get_reviewed_placement(turn, number)
    if waiting is not None:
        return await review.show_placement(turn, waiting)
    found = await records.view_placement(turn.session, get_asking(turn), number)
    if found is None:
        return None
    placement, seen = found
    there = await queries.get_employer(turn.session, placement)
    here = f"oversight:placement:{number}"
    acts = (await trail.show_trail(turn, Subject.PLACEMENT, number, here, page)).messages[0]
    read = await get_reading(turn)
    return say(screens.placement_message(placement, there, seen, read, acts))


async def _person(turn: Turn, number: int, page: int) -> Reply | None:  # noqa: ARG001
    one = await records.view_person(turn.session, get_asking(turn), number)
    if one is None:
        return None
    told = await ledger.get_facts(turn.session, one.entry) if one.entry else {}
    accounts = [act.account_id for act in one.acts]
    by = one.entry.registered_by if one.entry else None
    return say(
        screens.person_message(one, told, await get_reading(turn, (), by, *accounts), turn.zone)
    )


async def _grievance(turn: Turn, number: int, page: int) -> Reply | None:
    counties = turn.roles.counties()
    grievance = await queue.get_grievance_of_county(turn.session, number, counties)
    if grievance is not None:
        return await grievances.show_grievance(turn, grievance)
    if not await records.had_grievance(turn.session, get_asking(turn), number):
        return None
    here = f"oversight:grievance:{number}"
    acts = (await trail.show_trail(turn, Subject.GRIEVANCE, number, here, page)).messages[0]
    return say(screens.grievance_message(number, turn.speech, acts))


async def _account(turn: Turn, number: int, page: int) -> Reply | None:  # noqa: ARG001
    counties = turn.roles.counties()
    member = await office.get_member(turn.session, number, counties)
    if member is not None:
        return await staff.show_member(turn, member)
    listed = await brokers.get_own_broker(turn, number)
    return await brokers.show_broker(turn, listed) if listed else None


async def _employer(turn: Turn, number: int, page: int) -> Reply | None:  # noqa: ARG001
    found = await employer.get_own_employer(turn, number)
    return await employer.show_employer(turn, found) if found else None


OPENING = {
    Kind.PLACEMENT: _placement,
    Kind.PERSON: _person,
    Kind.GRIEVANCE: _grievance,
    Kind.ACCOUNT: _account,
    Kind.EMPLOYER: _employer,
}


async def _typed(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    if RoleName.STAFF not in turn.roles:
        return await menu.show_menu(turn, Refusal("not_yours"))
    wanted = screens.parse_record_code(filling.answers["number"])
    return await open_record(turn, *wanted) if wanted else say(screens.unknown_code(turn.speech))


CONVERSATIONS[RECORD.name] = Conversation(RECORD, _typed, summed_up=False, own=False)
