"""One's own entry: seeing it, changing it, its history, its export, and its end."""

from dialogue.accounts import staff
from dialogue.core import files as evidence_screens
from dialogue.core.reply import Reply, say
from dialogue.labourers import entry as screens
from dialogue.labourers.form_intake import to_change
from dialogue.privacy import erasure as ending
from handlers.core import forms, menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts, terms_of_office
from models.accounts.drafts import CHANGE, CHANGE_WORK
from models.core.refusal import Refusal
from models.labourers import ledger, merged_entries
from models.labourers.facts import PRESENT_WORK
from models.labourers.own_entry import get_own_entry
from models.placements import evidence
from models.privacy import erasing_later, erasure, export, open_matters

router = Router()


@router.route("me")
async def show_own_entry(turn: Turn) -> Reply:
    return await show_entry(turn)


async def show_entry(turn: Turn, noted: str = "") -> Reply:
    """The entry, after a remark perhaps; the menu for a person who has none."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await show_no_entry(turn)
    await drafts.put_aside(turn.session, turn.account)
    facts = await ledger.get_facts(turn.session, labourer)
    said = turn.speech(noted) if noted else None
    return say(screens.own_entry(facts, await turn.scene(), said))


async def show_no_entry(turn: Turn) -> Reply:
    """Nothing in the ledger: perhaps an unfinished intake, which can be had and deleted too."""
    await drafts.put_aside(turn.session, turn.account)
    return say(screens.no_entry(turn.speech))


@router.route("me:change")
async def choose_fact(turn: Turn) -> Reply:
    """Which fact is to be changed?"""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    facts = await ledger.get_facts(turn.session, labourer)
    return say(screens.changeable_facts(facts, await turn.scene(), "me:change:", "me"))


@router.route("me:change:{key}")
async def change_fact(turn: Turn, key: str) -> Reply:
    """Ask that one question again."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    facts = await ledger.get_facts(turn.session, labourer)
    given = to_change(facts)
    form = CHANGE_WORK if key in PRESENT_WORK else CHANGE
    return await forms.reopen_question(turn, form, given, key, labourer=labourer.id)


@router.route("me:history", "me:history:{page}")
async def show_history(turn: Turn, page: int = 1) -> Reply:
    """What was changed, and when, the latest first."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    changes = await ledger.list_changes(turn.session, labourer)
    scene = await turn.scene()
    return say(screens.change_history(changes, scene, turn.account.key(), turn.zone, page))


@router.route("me:looks", "me:looks:{page}")
async def show_looks(turn: Turn, page: int = 1) -> Reply:
    """Who looked at it, the latest first."""
    own = turn.account.labourer_id
    if own is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    first = (page - 1) * staff.PAGE
    found = await merged_entries.list_looks_at(turn.session, own, first, staff.PAGE + 1)
    accounts = {record.account_id for record in found if record.account_id}
    terms = await terms_of_office.get_terms_of(turn.session, accounts)
    return say(staff.looks_at_me(found, terms, page, await turn.scene(), turn.zone))


@router.route("me:export")
async def give_export(turn: Turn) -> Reply:
    """Everything held, as a file; what was sent as files a tap further."""
    content = await export.export_account(turn.session, turn.actor)
    files = await export.list_files(turn.session, turn.account)
    return say(screens.exported(content, len(files), turn.speech), fresh=True)


@router.route("me:export:{page}")
async def give_export_files(turn: Turn, page: int) -> Reply:
    """The files themselves, a portion at a time."""
    portions = export.split_files(await export.list_files(turn.session, turn.account))
    if page > len(portions):
        return await show_entry(turn)
    found = [(one, evidence.read_content(one, turn.vault)) for one in portions[page - 1]]
    given = [
        evidence_screens.file_message(file, content, turn.speech, turn.zone, "me")
        for file, content in found
        if isinstance(content, bytes)
    ]
    more = sum(map(len, portions[page:]))
    end = screens.files_given(len(found) - len(given), more, page, turn.speech)
    return say(*given, end, fresh=True)


@router.route("me:erase")
async def ask_erase_own_entry(turn: Turn) -> Reply:
    """Really? What is still open is said first."""
    return await _ask_erasure(turn)


async def _ask_erasure(turn: Turn, noted: str = "") -> Reply:
    matters = await open_matters.list_of_account(turn.session, turn.account)
    if matters:
        return say(ending.own_erasure_question(matters, turn.speech, noted))
    return say(screens.erase_question(turn.speech, noted))


@router.route("me:erase:later")
async def erase_when_done(turn: Turn) -> Reply:
    """The office finishes first; nothing is erased."""
    if await erasing_later.erase_when_done(turn.session, turn.actor):
        return await _ask_erasure(turn)
    return say(ending.erasing_later(turn.speech))


@router.route("me:erase:close")
async def close_what_is_open(turn: Turn) -> Reply:
    """The person takes back what they can; then the question again."""
    await open_matters.close_own(turn.session, turn.actor)
    return await _ask_erasure(turn, ending.CLOSED)


@router.route("me:erase:yes")
async def erase_own_entry(turn: Turn) -> Reply:
    """Consent is withdrawn, and everything goes; what is open by now is said first."""
    if await open_matters.list_of_account(turn.session, turn.account):
        return await _ask_erasure(turn)
    return await erase_all_the_same(turn)


@router.route("me:erase:anyway")
async def erase_all_the_same(turn: Turn) -> Reply:
    """What is open was said: everything goes."""
    speech = turn.speech
    await erasure.erase_own_entry(turn.session, turn.actor)
    if not turn.roles:
        turn.sender = None
    return say(screens.erased(speech))
