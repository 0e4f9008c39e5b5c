"""Applying to be a labour broker, and seeing how that stands."""

from typing import Any

from dialogue.brokers import application as screens
from dialogue.brokers.form_broker import BROKER
from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation
from handlers.core.forms import start_form_about
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.brokers import approval
from models.brokers.broker import BrokerState
from models.brokers.commands import BrokerApplication
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers.own_entry import get_own_entry

ALREADY_TOLD = ("name", "id_number", "phone")
TOLD = tuple(question.key for question in BROKER.questions)

router = Router()


@router.route("broker")
async def open_application(turn: Turn) -> Reply:
    """How it stands; else the questions, without what the person's own entry tells."""
    broker = await approval.get_application(turn.session, turn.account.key())
    if RoleName.BROKER in turn.roles:
        await drafts.put_aside(turn.session, turn.account)
        return say(screens.working_villages(list(turn.roles.villages()), await turn.scene()))
    if broker is not None:
        await drafts.put_aside(turn.session, turn.account)
        return say(screens.application_state(broker, await turn.scene()))
    if RoleName.STAFF in turn.roles:
        return await menu.show_menu(turn, Refusal("staff_no_broker"))
    entry = await get_own_entry(turn.session, turn.account)
    told = {key: getattr(entry, key) for key in ALREADY_TOLD} if entry else {}
    return await ask_application(turn, {key: value for key, value in told.items() if value})


@router.route("broker again")
async def apply_again(turn: Turn) -> Reply:
    """After a refusal: what was told, to be changed and sent again."""
    broker = await approval.get_application(turn.session, turn.account.key())
    again = broker is not None and broker.state is BrokerState.REFUSED and not turn.roles
    if broker is None or not again:
        return await menu.refuse_stale_button(turn)
    return await ask_application(turn, {key: getattr(broker, key) for key in TOLD})


async def ask_application(turn: Turn, told: dict[str, Any]) -> Reply:
    """The form begun before goes on; a new one has these answers already."""
    return await start_form_about(turn, "broker", given=told)


async def finish_application(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    """The application goes to the county office."""
    told = BrokerApplication(**filling.answers)
    applied = await approval.apply_as_broker(turn.session, turn.actor, told)
    if applied == Refusal("staff_no_broker"):
        return await menu.show_menu(turn, applied)
    return applied if isinstance(applied, Refusal) else say(screens.application_sent(turn.speech))


CONVERSATIONS["broker"] = Conversation(BROKER, finish_application)
