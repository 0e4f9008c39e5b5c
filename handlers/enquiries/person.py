"""A person please: a message for the county office or one's broker, and the answers."""

from dialogue.core.asking_back import heard_request
from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.enquiries import screens
from dialogue.enquiries.form_enquiry import ENQUIRY, ENQUIRY_TO_BROKER
from dialogue.enquiries.screens import Reader
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.person_offer import PERSON
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.enquiries import asking, queue
from models.enquiries.asking import LeaveMessage
from models.enquiries.broker_of_person import PersonsBroker, find_broker
from models.enquiries.enquiry import Enquiry

router = Router()


@router.route("enquiry")
async def show_whom_to_ask(turn: Turn) -> Reply:
    """Who has a broker chooses who should read it; all others write to the office."""
    broker = await find_broker(turn.session, turn.account)
    if broker is None:
        return await show_own_enquiry(turn)
    await drafts.put_aside(turn.session, turn.account)
    return say(screens.whom_to_ask(broker, turn.speech))


@router.route("enquiry:office")
async def show_own_enquiry(turn: Turn) -> Reply:
    """What was written to the office so far; who has written nothing is asked at once."""
    enquiry = await asking.get_own_enquiry(turn.session, turn.actor)
    return await _show_exchange(turn, enquiry) if enquiry else await start_writing(turn)


@router.route("enquiry:broker")
async def show_enquiry_of_broker(turn: Turn) -> Reply:
    """What was written to one's broker so far; who has written nothing is asked at once."""
    broker = await find_broker(turn.session, turn.account)
    if broker is None:
        return await show_own_enquiry(turn)
    enquiry = await asking.get_own_enquiry(turn.session, turn.actor, broker.account_id)
    return await _show_exchange(turn, enquiry, broker) if enquiry else await _ask_broker(turn)


@router.route("enquiry:write")
async def start_writing(turn: Turn) -> Reply:
    """The message is asked for, where it may be kept and somebody can read it."""
    if not asking.may_ask(turn.account, turn.roles):
        return await menu.show_menu(turn, said=heard_request(PERSON, turn.speech))
    if await asking.find_office(turn.session, turn.actor) is None:
        return await menu.show_menu(turn, Refusal("no_office"))
    return await forms.start_form(turn, ENQUIRY.name)


@router.route("enquiry:write:broker")
async def start_writing_to_broker(turn: Turn) -> Reply:
    """The same for one's broker, as long as there is one."""
    if await find_broker(turn.session, turn.account) is None:
        return await start_writing(turn)
    return await _ask_broker(turn)


async def _ask_broker(turn: Turn) -> Reply:
    return await forms.start_form(turn, ENQUIRY_TO_BROKER.name)


async def _show_exchange(
    turn: Turn, enquiry: Enquiry, broker: PersonsBroker | None = None
) -> Reply:
    await drafts.put_aside(turn.session, turn.account)
    said = await queue.list_messages(turn.session, enquiry)
    return say(screens.own_enquiry_message(enquiry, said, get_reader(turn), broker))


def get_reader(turn: Turn) -> Reader:
    return Reader(turn.speech, turn.now, turn.zone)


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    message = from_answers(LeaveMessage, filling.answers)
    left = await asking.leave_message(turn.session, turn.actor, message)
    return left if isinstance(left, Refusal) else say(screens.message_left(turn.speech))


async def _finish_to_broker(
    turn: Turn,
    draft: Draft,  # noqa: ARG001
    filling: FormState,
) -> Reply | Refusal:
    message = from_answers(LeaveMessage, filling.answers)
    left = await asking.leave_message_to_broker(turn.session, turn.actor, message)
    return left if isinstance(left, Refusal) else say(screens.message_left_to_broker(turn.speech))


# The words wait below the reason, to be sent another day.
STYLE = FormStyle(has_summary=False, sums_up_refused=True)
CONVERSATIONS[ENQUIRY.name] = Conversation(ENQUIRY, _finish, style=STYLE, paths=("enquiry",))
CONVERSATIONS[ENQUIRY_TO_BROKER.name] = Conversation(
    ENQUIRY_TO_BROKER, _finish_to_broker, style=STYLE
)
