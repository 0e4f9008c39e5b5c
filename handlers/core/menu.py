"""The menu, and the screen that lies before a person."""

from markupsafe import Markup

from dialogue.core.menu import (
    Choice,
    MenuGroup,
    UnfinishedForms,
    group_message,
    in_groups,
    menu_message,
)
from dialogue.core.offered import RESUME, choices_by_number
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from handlers.core import forms
from handlers.core.form_session import list_unfinished, may_go_on
from handlers.core.menu_items import MENU_ITEMS, staff
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.counting import count_together
from models.core.refusal import Refusal

OF_MENU = (RESUME, "begun:", "group:")
# So many forms to go on with stand in the menu itself.
UNFINISHED_SHOWN, UNFINISHED_OF_STAFF = 5, 1

router = Router()


@router.route("menu")
async def open_menu(turn: Turn) -> Reply:
    return await show_menu(turn)


async def show_menu(
    turn: Turn, refusal: Refusal | None = None, said: Markup | None = None
) -> Reply:
    """The menu, after a remark perhaps. A form left for it keeps its answers."""
    await drafts.put_aside(turn.session, turn.account)
    left = [draft for draft in await list_unfinished(turn) if draft.id != turn.closing]
    choices = await _choices(turn, has_unfinished=bool(left))
    most = UNFINISHED_SHOWN
    if staff(turn):
        choices, most = in_groups(choices), UNFINISHED_OF_STAFF
    shown = await forms.describe_unfinished(turn, left[:most])
    unfinished = UnfinishedForms(shown, more=len(left) - len(shown))
    before = choices_by_number(turn.account.address.offered) if is_menu_newest(turn) else []
    return say(menu_message(turn.speech, choices, unfinished, refusal, said, before))


def is_menu_newest(turn: Turn) -> bool:
    """Whether the menu lies before the person, or nothing to choose from."""
    paths = {item.path for item in MENU_ITEMS} | {""}
    offered = choices_by_number(turn.account.address.offered)
    return all(one in paths or one.startswith(OF_MENU) for one in offered)


async def _choices(turn: Turn, *, has_unfinished: bool) -> list[Choice]:
    items = [
        item
        for item in MENU_ITEMS
        if item.shown_to(turn) and not (has_unfinished and item.hidden_while_unfinished)
    ]
    queries = {item.path: item.count(turn) for item in items if item.count is not None}
    asked = {path: query for path, query in queries.items() if query is not None}
    counts = await count_together(turn.session, asked)
    choices = [
        Choice(item.path, item.label_for(count), count, item.group_for(count))
        for item, count in ((item, counts.get(item.path, 0)) for item in items)
    ]
    return [choice for choice in choices if choice.label]


@router.route("group:{name}")
async def show_group(turn: Turn, name: str) -> Reply:
    """What stands behind one line of staff's menu."""
    await drafts.put_aside(turn.session, turn.account)
    choices = await _choices(turn, has_unfinished=False)
    found = [one for one in choices if one.group == name]
    return (
        say(group_message(turn.speech, MenuGroup(name), found)) if found else await show_menu(turn)
    )


async def show_current_screen(turn: Turn, refusal: Refusal | None = None) -> Reply:
    """What lies before the person: the question they are at, or the menu."""
    had_one = turn.account.draft_id is not None
    draft = await drafts.get_present_draft(turn.session, turn.account)
    if draft is None:
        return await show_menu(turn, refusal or (form_gone_refusal(turn) if had_one else None))
    if not await may_go_on(turn, draft):
        return await drop_revoked_form(turn, draft)
    return await forms.show_present_question(turn, refusal)


def form_gone_refusal(turn: Turn) -> Refusal:
    """What somebody was filling in was swept, or ended with what it was about."""
    return Refusal("form_gone", {"days": turn.keeping.drafts})


async def drop_revoked_form(turn: Turn, draft: Draft) -> Reply:
    """The menu; a form whose right is gone is dropped with all that was told in it."""
    await drafts.discard_draft(turn.session, turn.account, draft)
    return await show_menu(turn, Refusal("role_gone"))


async def refuse_stale_button(turn: Turn) -> Reply:
    """A choice that nobody here answers to."""
    answer = await show_current_screen(turn)
    asked = turn.account.draft_id is not None
    refusal = Refusal("button_stale") if asked else Refusal("button_gone")
    return Reply(answer.messages, toast=explain_refusal(refusal, turn.speech))
