"""One's own entry: seeing it, changing it, its history, its export, and its end."""

from dialogue.accounts import staff
from dialogue.core import files as evidence_screens
from dialogue.core.reply import Reply, say
from dialogue.labourers import entry as screens
from dialogue.privacy import erasure as ending
from handlers.core import forms, menu
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.accounts import drafts, terms_of_office
from models.core import audit
from models.core.refusal import Refusal
from models.labourers import ledger
from models.placements import evidence
from models.privacy import consent, erasure, export

router = Router()


@router.route("me")
async def show_own_entry(turn: Turn) -> Reply:
    """What is kept."""
    return await show_entry(turn)


async def show_entry(turn: Turn, noted: str = "") -> Reply:
    """The entry, after a remark perhaps; the menu for who has none."""
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await show_no_entry(turn)
    await drafts.put_aside(turn.session, turn.person)
    facts = await ledger.get_facts(turn.session, labourer)
    said = turn.speech(noted) if noted else None
    return say(screens.own_entry(facts, await turn.scene(), said))


async def show_no_entry(turn: Turn) -> Reply:
    """Nothing in the ledger: perhaps an unfinished intake, which can be had and deleted too."""
    await drafts.put_aside(turn.session, turn.person)
    return say(screens.no_entry(turn.speech))


@router.route("me:change")
async def choose_fact(turn: Turn) -> Reply:
    """Which fact is to be changed?"""
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    facts = await ledger.get_facts(turn.session, labourer)
    return say(screens.changeable_facts(facts, await turn.scene(), "me:change:", "me"))


@router.route("me:change:")
async def change_fact(turn: Turn) -> Reply:
    """Ask that one question again."""
    key = (turn.choice or "").removeprefix("me:change:")
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    facts = await ledger.get_facts(turn.session, labourer)
    return await forms.reopen_question(turn, "change", facts, key, labourer=labourer.id)


@router.route("me:history")
async def show_history(turn: Turn) -> Reply:
    """What was changed, and when, the latest first."""
    return await _history(turn, 1)


@router.route("me:history:")
async def more_history(turn: Turn) -> Reply:
    """Another page of it."""
    return await _history(turn, record(turn.choice, "me:history:")[0])


async def _history(turn: Turn, page: int) -> Reply:
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    changes = await ledger.list_changes(turn.session, labourer)
    scene = await turn.scene()
    return say(screens.change_history(changes, scene, turn.person.key(), turn.zone, page))


@router.route("me:looks")
async def show_looks(turn: Turn) -> Reply:
    """Who looked at it, the latest first."""
    return await _looks(turn, 1)


@router.route("me:looks:")
async def more_looks(turn: Turn) -> Reply:
    """Another page of them."""
    return await _looks(turn, max(record(turn.choice, "me:looks:")[0], 1))


async def _looks(turn: Turn, page: int) -> Reply:
    own = turn.person.labourer_id
    if own is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    first = (page - 1) * staff.PAGE
    found = await audit.looks_at(turn.session, own, first, staff.PAGE + 1)
    terms = await terms_of_office.get_terms_of(
        turn.session, {one.account_id for one in found if one.account_id}
    )
    return say(staff.looks_at_me(found, terms, page, await turn.scene(), turn.zone))


@router.route("me:export")
async def give_export(turn: Turn) -> Reply:
    """Everything held, as a file; what was sent as files a tap further."""
    content = await export.export_account(turn.session, turn.person, turn.now)
    files = await export.list_files(turn.session, turn.person)
    return say(screens.exported(content, len(files), turn.speech), fresh=True)


@router.route("me:export:")
async def give_export_files(turn: Turn) -> Reply:
    """The files themselves, a portion at a time."""
    number = max(record(turn.choice, "me:export:")[0], 1)
    portions = export.split_files(await export.list_files(turn.session, turn.person))
    if number > len(portions):
        return await show_entry(turn)
    found = [(one, evidence.read_content(one, turn.vault)) for one in portions[number - 1]]
    given = [
        evidence_screens.file_message(file, content, turn.speech, turn.zone, "me")
        for file, content in found
        if isinstance(content, bytes)
    ]
    more = sum(map(len, portions[number:]))
    end = screens.files_given(len(found) - len(given), more, number, turn.speech)
    return say(*given, end, fresh=True)


@router.route("me:erase")
async def ask_erase_own_entry(turn: Turn) -> Reply:
    """Really? What is still open is said first."""
    own = turn.person.labourer_id
    matters = await erasure.list_open_matters(turn.session, own) if own else []
    if matters:
        return say(ending.own_erasure_question(matters, turn.speech))
    return say(screens.erase_question(turn.speech))


@router.route("me:erase:yes")
async def erase_own_entry(turn: Turn) -> Reply:
    """Consent is withdrawn, and everything goes."""
    speech = turn.speech
    await erasure.erase_own_entry(turn.session, turn.person, turn.roles, turn.now, turn.zone)
    if not turn.roles:
        turn.account = None
    return say(screens.erased(speech))
