"""A person please: leaving a message for the county office, and reading the answers."""

from dialogue.core.asking_back import heard_request
from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.enquiries import screens
from dialogue.enquiries.form_enquiry import ENQUIRY
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

router = Router()


@router.route("enquiry")
async def show_own_enquiry(turn: Turn) -> Reply:
    """What was written so far; who has written nothing is asked at once."""
    enquiry = await asking.get_own_enquiry(turn.session, turn.actor)
    if enquiry is None:
        return await start_writing(turn)
    await drafts.put_aside(turn.session, turn.account)
    said = await queue.list_messages(turn.session, enquiry)
    return say(screens.own_enquiry_message(said, get_reader(turn)))


@router.route("enquiry:write")
async def start_writing(turn: Turn) -> Reply:
    """The message is asked for, where it may be kept and somebody can read it."""
    if not asking.may_ask(turn.account, turn.roles):
        return await menu.show_menu(turn, said=heard_request(PERSON, turn.speech))
    if await asking.find_office(turn.session, turn.actor) is None:
        return await menu.show_menu(turn, Refusal("no_office"))
    return await forms.start_form(turn, ENQUIRY.name)


def get_reader(turn: Turn) -> Reader:
    return Reader(turn.speech, turn.now, turn.zone)


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    message = from_answers(LeaveMessage, filling.answers)
    left = await asking.leave_message(turn.session, turn.actor, message)
    if isinstance(left, Refusal):
        return left
    return say(screens.message_left(turn.speech))


CONVERSATIONS[ENQUIRY.name] = Conversation(
    ENQUIRY,
    _finish,
    # The words wait below the reason, to be sent another day.
    style=FormStyle(has_summary=False, sums_up_refused=True),
    paths=("enquiry",),
)
