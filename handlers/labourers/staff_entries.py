"""The office finds an entry: gives it to a new phone, compares it, sets its household right."""

from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.core.start_link import StartLink
from dialogue.labourers import staff_entries as screens
from dialogue.labourers.form_find import COMPARE, FIND
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Redirect, Router, parse_number
from handlers.core.turn import Turn
from handlers.labourers import entry_transfer
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import account_move, household, households, staff_entries
from models.labourers.labourer import Labourer
from models.labourers.staff_entries import FindEntry

router = Router(RoleName.STAFF)


@router.route("entries")
async def ask_for_entry(turn: Turn) -> Reply:
    return await forms.start_form(turn, FIND.name)


@router.route("find")
async def find_by_command(turn: Turn) -> Reply:
    """/find with words shows whom they fit; alone it asks."""
    if not turn.payload:
        return await forms.start_form(turn, FIND.name)
    await drafts.put_aside(turn.session, turn.account)
    wanted = FindEntry(turn.payload)
    found = await staff_entries.find_entries(turn.session, turn.actor, wanted)
    return say(screens.found_entries(found, await turn.scene(), "entry:{number}"))


async def _load(turn: Turn, number: int) -> Labourer | Reply:
    found = await staff_entries.get_entry(turn.session, turn.actor, number)
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return found


entry = router.about("entry:{id}", _load)


@entry("")
async def show_entry(
    turn: Turn, labourer: Labourer, refusal: Refusal | None = None, said: str = ""
) -> Reply:
    """Whom it is of; that it was looked at goes into the trail."""
    seen = await staff_entries.view_entry(turn.session, turn.actor, labourer)
    return say(screens.entry_card(seen, await turn.scene(), refusal, said))


@entry("code")
async def ask_to_give_code(turn: Turn, labourer: Labourer) -> Reply:
    """Was the ID card seen?"""
    if refused := await account_move.refuse_move(turn.session, turn.actor, labourer):
        return await show_entry(turn, labourer, refused)
    return say(screens.code_question(turn.speech, labourer))


@entry("code!")
async def give_code(turn: Turn, labourer: Labourer) -> Reply:
    """The card was seen: a code for the new account."""
    code = await staff_entries.give_code(turn.session, turn.actor, labourer)
    if isinstance(code, Refusal):
        return await show_entry(turn, labourer, code)
    link = StartLink(entry_transfer.PREFIX + code)
    return say(screens.move_code(turn.speech, labourer, code, link))


@entry("same")
async def ask_for_other(turn: Turn, labourer: Labourer) -> Reply:
    """Which other entry may be the same person's?"""
    return await forms.start_form_about(turn, COMPARE.name, labourer.key())


@entry("same:{number}")
async def compare_entries(turn: Turn, labourer: Labourer, number: str) -> Reply:
    """Both beside each other, to be decided."""
    other = await staff_entries.get_entry(turn.session, turn.actor, parse_number(number))
    if other is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    made = await staff_entries.compare_entries(turn.session, turn.actor, labourer, other)
    if isinstance(made, Refusal):
        return await show_entry(turn, labourer, made)
    return Redirect(path=f"double:{made}")


@entry("home")
async def show_home(turn: Turn, labourer: Labourer, refusal: Refusal | None = None) -> Reply:
    """Who belongs to the household, and which others may be the same."""
    home = await households.get_household(turn.session, labourer)
    if home is None:
        return await show_entry(turn, labourer, Refusal("not_poor"))
    members = await household.list_members(turn.session, home)
    like = await households.list_like(turn.session, home)
    with_members = [(one, await household.list_members(turn.session, one)) for one in like]
    return say(screens.household_card(labourer, home, members, with_members, turn.speech, refusal))


@entry("home:with:{number}")
async def merge_homes(turn: Turn, labourer: Labourer, number: str) -> Reply:
    """Both are one household."""
    other = parse_number(number)
    refused = await households.merge_households(turn.session, turn.actor, labourer, other)
    return await show_home(turn, labourer, refused)


@entry("home:apart")
async def split_home(turn: Turn, labourer: Labourer) -> Reply:
    """They belong to another household of that name."""
    refused = await households.split_household(turn.session, turn.actor, labourer)
    return await show_home(turn, labourer, refused)


async def _find(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    wanted = from_answers(FindEntry, filling.answers)
    found = await staff_entries.find_entries(turn.session, turn.actor, wanted)
    return say(screens.found_entries(found, await turn.scene(), "entry:{number}"))


async def _compare(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    wanted, own = from_answers(FindEntry, filling.answers), draft.about or 0
    found = await staff_entries.find_entries(turn.session, turn.actor, wanted)
    others = [one for one in found if one.id != own]
    return say(screens.found_entries(others, await turn.scene(), f"entry:{own}:same:{{number}}"))


for form, finish in ((FIND, _find), (COMPARE, _compare)):
    CONVERSATIONS[form.name] = Conversation(
        form, finish, style=FormStyle(has_summary=False, resumes=False, about_self=False)
    )
