"""Staff and brokers answer who would like a person: the queue, one exchange, the answer."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.enquiries import screens
from dialogue.enquiries.form_enquiry import ANSWER
from handlers.core import forms, menu, trail
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.enquiries.person import get_reader
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.enquiries import answering, queue
from models.enquiries.answering import Answer
from models.enquiries.enquiry import Enquiry

router = Router(RoleName.STAFF, RoleName.BROKER)

TOLD = N_("✅ <b>Sent.</b> The person reads it here.")
CLOSED = N_("✅ <b>Noted.</b> Nobody waits for this any more.")


@router.route("enquiries", "enquiries:page:{page}")
async def show_waiting(turn: Turn, page: int = 1) -> Reply:
    """Who waits for this account."""
    await drafts.put_aside(turn.session, turn.account)
    found = await queue.list_waiting(turn.session, turn.actor, page)
    return say(screens.waiting_message(found, get_reader(turn)))


async def _load(turn: Turn, number: int) -> Enquiry | Reply:
    found = await queue.get_enquiry_to_answer(turn.session, turn.actor, number)
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return found


enquiry_route = router.about("enquiries:{id}", _load)


@enquiry_route("")
async def show_enquiry(turn: Turn, enquiry: Enquiry) -> Reply:
    """The whole exchange, and whose it is; that it was seen goes into the trail."""
    found = await queue.view_exchange(turn.session, turn.actor, enquiry)
    if isinstance(found, Refusal):
        return await menu.show_menu(turn, found)
    return say(screens.enquiry_message(found, get_reader(turn)))


@enquiry_route("answer")
async def start_answer(turn: Turn, enquiry: Enquiry) -> Reply:
    return await forms.start_form_about(turn, ANSWER.name, enquiry.key())


@enquiry_route("close")
async def close_enquiry(turn: Turn, enquiry: Enquiry) -> Reply:
    """Nothing is left to answer: it leaves the queue."""
    refused = await answering.close_enquiry(turn.session, turn.actor, enquiry)
    return _after(turn, enquiry, refused, CLOSED)


@enquiry_route("trail", "trail:{page}")
async def show_trail_of_enquiry(turn: Turn, enquiry: Enquiry, page: int = 1) -> Reply:
    """Who of the office did what with it, and when."""
    number = enquiry.key()
    return await trail.show_trail(turn, Subject.ENQUIRY, number, f"enquiries:{number}", page)


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    enquiry = await queue.get_enquiry_to_answer(turn.session, turn.actor, draft.about or 0)
    if enquiry is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    answer = from_answers(Answer, filling.answers)
    refused = await answering.answer_enquiry(turn.session, turn.actor, enquiry, answer)
    return _after(turn, enquiry, refused, TOLD)


def _after(turn: Turn, enquiry: Enquiry, refused: Refusal | None, done: str) -> Reply:
    said = explain_refusal(refused, turn.speech) if refused else turn.speech(done)
    return say(screens.handled_message(enquiry, turn.speech, said))


CONVERSATIONS[ANSWER.name] = Conversation(ANSWER, _finish, style=FormStyle(has_summary=False))
