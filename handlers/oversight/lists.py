"""What an auditor asks for: lists, the records behind them, and all of it as a file."""

from collections.abc import Sequence

from dialogue.core.form import FormState
from dialogue.core.form_screens import summary_lines
from dialogue.core.reply import Message, Reply, say
from dialogue.labourers.entry import fill_form
from dialogue.oversight import file, screens
from dialogue.oversight.form_record import RECORD
from dialogue.oversight.lines import LineReader
from dialogue.oversight.screens import ShownList
from dialogue.placements.checked_facts import signal_lines
from dialogue.placements.screens import STATES_FOR_STAFF, placement_facts
from handlers.core import menu, trail
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import start_form
from handlers.core.router import Redirect, Router
from handlers.core.turn import Turn
from models.accounts import drafts, terms_of_office
from models.accounts import staff as office
from models.accounts.drafts import Draft
from models.accounts.terms_of_office import Terms
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.grievances import queue
from models.labourers import ledger
from models.oversight import lists, records
from models.oversight.listing import Line, Theme
from models.placements import queries, review

router = Router(RoleName.STAFF)


async def get_reading(turn: Turn, lines: Sequence[Line] = (), *accounts: int | None) -> LineReader:
    terms = await _get_terms(turn.session, lines, *accounts)
    return LineReader(await turn.scene(), terms, turn.zone)


async def _get_terms(session: Session, lines: Sequence[Line], *accounts: int | None) -> Terms:
    """The terms of office of all who are named in lines, and of these accounts."""
    named = {account for line in lines for account in (line.by, line.other)} | set(accounts)
    return await terms_of_office.get_terms_of(session, {one for one in named if one is not None})


@router.route("oversight")
async def show_lists(turn: Turn) -> Reply:
    """Each list with its count."""
    await drafts.put_aside(turn.session, turn.account)
    asking = turn.roles
    counts = await turn.read_aside("lists", lambda session: lists.count_lists(session, asking))
    if isinstance(counts, Refusal):
        return await menu.show_menu(turn, counts)
    return say(screens.lists_message(counts, await get_reading(turn)))


@router.route("oversight:number")
async def ask_number(turn: Turn) -> Reply:
    return await start_form(turn, RECORD.name)


@router.route("oversight:file")
async def take_file(turn: Turn) -> Reply:
    """All lists in one spreadsheet."""
    export = lists.export_lists(turn.actor)
    if isinstance(export, Refusal):
        return await menu.show_menu(turn, export)
    scene, zone, by, now = await turn.scene(), turn.zone, turn.account.key(), turn.now

    async def write_file(session: Session) -> Message:
        sheets = await export.read(session)
        every = [line for sheet in sheets for line in sheet.lines]
        read = LineReader(scene, await _get_terms(session, every, by), zone)
        return file.export_workbook(sheets, read.who(by, now), read.when(now), read)

    return say(await turn.read_aside("file", write_file, lambda _: [export.record]))


@router.route("oversight:placement:{id}", "oversight:placement:{id}:trail:{page}")
async def open_placement(turn: Turn, id: int, page: int = 1) -> Reply:
    """A placement by its number, also where its person is gone."""
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    if await review.get_reviewed_placement(turn.session, id, counties) is not None:
        return Redirect(path=f"review:{id}")
    found = await records.view_placement(turn.session, turn.actor, id)
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    placement, seen = found
    there = await queries.get_employer(turn.session, placement)
    facts = [placement_facts(placement, there, turn.speech, turn.actor.today)]
    beside = [*facts, *signal_lines(seen, turn.speech)]
    here = f"oversight:placement:{id}"
    acts = (await trail.show_trail(turn, Subject.PLACEMENT, id, here, page)).messages[0]
    stands = turn.speech(STATES_FOR_STAFF[placement.state])
    return say(screens.placement_message(placement, stands, beside, turn.speech, acts))


@router.route("oversight:person:{id}")
async def open_person(turn: Turn, id: int) -> Reply:
    """An entry by its number, or the trail of one that is erased."""
    await drafts.put_aside(turn.session, turn.account)
    one = await records.view_person(turn.session, turn.actor, id)
    if one is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    accounts = [act.account_id for act in one.acts]
    by = one.entry.registered_by if one.entry else None
    read = await get_reading(turn, (), by, *accounts)
    if one.entry is None:
        return say(screens.erased_person_message(one, read))
    facts = await ledger.get_facts(turn.session, one.entry)
    summary = summary_lines(fill_form(facts, read.scene), read.scene)
    placed = [
        (placement, turn.speech(STATES_FOR_STAFF[placement.state])) for placement in one.placements
    ]
    return say(screens.person_message(one.entry, placed, summary, read))


@router.route("oversight:grievance:{id}", "oversight:grievance:{id}:trail:{page}")
async def open_grievance(turn: Turn, id: int, page: int = 1) -> Reply:
    """A grievance by its number, also where it went with its person."""
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    if await queue.get_grievance_of_county(turn.session, id, counties) is not None:
        return Redirect(path=f"grievances:{id}")
    if not await records.had_grievance(turn.session, turn.actor, id):
        return await menu.show_menu(turn, Refusal("not_yours"))
    here = f"oversight:grievance:{id}"
    acts = (await trail.show_trail(turn, Subject.GRIEVANCE, id, here, page)).messages[0]
    return say(screens.grievance_message(id, turn.speech, acts))


@router.route("oversight:account:{id}")
async def open_account(turn: Turn, id: int) -> Reply:
    """Somebody of the office, or else a broker, by the number of the account."""
    member = await office.get_member(turn.session, id, turn.roles.counties())
    return Redirect(path=f"staff:{id}" if member is not None else f"broker:{id}")


@router.route("oversight:employer:{id}")
async def open_employer(turn: Turn, id: int) -> Reply:  # noqa: ARG001
    """An employer by its number."""
    return Redirect(path=f"employer:{id}")


@router.route("oversight:{theme}", "oversight:{theme}:{page}")
async def show_list(turn: Turn, theme: str, page: int = 1) -> Reply:
    return await _show_page(turn, theme, page)


@router.route("oversight:{theme}:of:{id}", "oversight:{theme}:of:{id}:{page}")
async def show_members(turn: Turn, theme: str, id: int, page: int = 1) -> Reply:
    """A page of what one line of a list stands for."""
    return await _show_page(turn, theme, page, of=id)


async def _show_page(turn: Turn, theme: str, page: int, of: int | None = None) -> Reply:
    if theme not in tuple(Theme):
        return await menu.refuse_stale_button(turn)
    await drafts.put_aside(turn.session, turn.account)
    found = await lists.get_list_page(turn.session, turn.actor, Theme(theme), page, of=of)
    if isinstance(found, Refusal):
        return await menu.show_menu(turn, found)
    read = await get_reading(turn, found.items)
    return say(screens.list_message(ShownList(Theme(theme), found, of), read))


async def _typed(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    if RoleName.STAFF not in turn.roles:
        return await menu.show_menu(turn, Refusal("not_yours"))
    wanted = screens.parse_record_code(filling.answers["number"])
    if wanted is None:
        return say(screens.unknown_code(turn.speech))
    kind, number = wanted
    return Redirect(path=f"oversight:{kind}:{number}")


CONVERSATIONS[RECORD.name] = Conversation(
    RECORD, _typed, style=FormStyle(has_summary=False, about_self=False)
)
