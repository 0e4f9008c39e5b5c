"""Taking over one's entry, made by a broker or the office, with a one-time code."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import consent
from dialogue.labourers.form_code import CLAIM
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.start_links import LinkHandler
from handlers.core.turn import Turn
from handlers.labourers import entry
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.labourers import entry_transfer

PREFIX = entry_transfer.LINK_PREFIX

router = Router()


@router.route("claim")
async def ask_entry_code(turn: Turn) -> Reply:
    if turn.account.labourer_id is not None:
        return await menu.show_menu(turn, Refusal("claim_has_entry"))
    if entry_transfer.keep_code_until_consent(turn.actor):
        return await _ask_consent(turn)
    return await start_form(turn, "claim")


async def open_link(turn: Turn, code: str) -> Reply:
    """Use the code of a link; ask for it where the link bears none."""
    if code:
        return await take_over_entry(turn, code)
    return await ask_entry_code(turn)


async def take_over_entry(turn: Turn, code: str) -> Reply:
    """Use a code; one that fits shows the entry. Consent comes first; until then it is kept."""
    labourer = await entry_transfer.take_over_entry(turn.session, turn.actor, code)
    if labourer == Refusal("consent_first"):
        return await _ask_consent(turn)
    if isinstance(labourer, Refusal):
        return await menu.show_menu(turn, labourer)
    return await _welcome(turn)


async def _ask_consent(turn: Turn) -> Reply:
    await drafts.put_aside(turn.session, turn.account)
    return say(consent.consent_question(turn.speech))


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    code = filling.answers["code"]
    labourer = await entry_transfer.take_over_entry(turn.session, turn.actor, code)
    return labourer if isinstance(labourer, Refusal) else await _welcome(turn)


async def _welcome(turn: Turn) -> Reply:
    return await entry.show_entry(
        turn, N_("🎉 <b>This is your entry now.</b> Please look whether all is right.")
    )


CONVERSATIONS["claim"] = Conversation(CLAIM, _finish, style=FormStyle(has_summary=False))
START_LINK = LinkHandler(PREFIX, open_link, command="claim")
