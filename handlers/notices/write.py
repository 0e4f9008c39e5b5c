"""Writing a notice, and correcting one."""

from typing import Any

from dialogue.core.form import FormState
from dialogue.core.reply import Reply
from dialogue.notices.form_notice import EARLIER, NOTICE
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle, Villages
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.notices import manage
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.notices import writing
from models.notices.commands import WriteNotice
from models.notices.notice import Notice

router = Router(RoleName.STAFF)


@router.route("write")
async def write_notice(turn: Turn) -> Reply:
    """A new one, or on with the one begun."""
    return await start_form(turn, "notice")


async def _load(turn: Turn, notice_id: int) -> Notice | Reply:
    notice = await manage.get_own_notice(turn, notice_id)
    return notice or await menu.show_menu(turn, Refusal("notice_gone"))


@router.about("write:{id}", _load)("")
async def write_to_who_signed_up(turn: Turn, earlier: Notice) -> Reply:
    """A new one, for who signed up to an earlier one."""
    given = {"to": EARLIER, "earlier": earlier.id}
    await drafts.begin_draft(turn.session, turn.account, "notice", turn.now, answers=given)
    return await menu.show_current_screen(turn)


async def check_answer(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """What the other answers, the ledger and the law speak against."""
    if key == "people":
        return await writing.check_people(turn.session, turn.actor, value)
    told = WriteNotice.from_answers({**draft.answers, key: value})
    notice = await manage.get_own_notice(turn, draft.about or 0)
    return await writing.check_notice(turn.session, turn.actor, told, notice, key)


async def finish_notice(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """The answers as a draft that is looked at before it goes out; or as a correction."""
    told = WriteNotice(**filling.answers)
    if draft.about is not None:
        return await _rewrite(turn, draft.about, told)
    language = turn.speech.language
    notice = await writing.write_notice(turn.session, turn.actor, told, language)
    if notice == Refusal("not_yours"):
        return await menu.show_menu(turn, notice)
    return notice if isinstance(notice, Refusal) else await manage.show_notice(turn, notice)


async def _rewrite(turn: Turn, notice_id: int, told: WriteNotice) -> Reply | Refusal:
    notice = await manage.get_own_notice(turn, notice_id)
    if notice is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    was = notice.state
    refused = await writing.rewrite_notice(turn.session, turn.actor, notice, told)
    return refused or await manage.show_notice(turn, notice, was=was)


CONVERSATIONS["notice"] = Conversation(
    NOTICE,
    finish_notice,
    check_answer,
    style=FormStyle(villages=Villages.OF_ROLES, has_summary=False, about_self=True),
)
