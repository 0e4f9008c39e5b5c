"""Messages of people to the office: who waits, one exchange, and the answer."""

from functools import partial
from typing import Any

from console.core.listing import asked_page, pages_around
from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Link, Pages
from console.core.trails import read_trail
from console.core.words import read_words
from dialogue.core.i18n import N_
from dialogue.enquiries.form_enquiry import ANSWER
from dialogue.enquiries.screens import Reader
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.enquiries import answering, queue
from models.enquiries.answering import Answer as OfficeAnswer
from models.enquiries.enquiry import Enquiry, is_of_broker

pages = Pages(links=(Link(50, "/enquiries", N_("Messages")),))
SHOWN = 200


def _age(view: View, one: Enquiry) -> Any:
    looking = Reader(view.speech, view.actor.now, view.office.zone)
    return looking.age(one.waits_since) if one.waits_since else None


@pages.look("/enquiries")
async def list_enquiries(view: View) -> Answer:
    """Who waits, the longest first; or what was answered."""
    answered, page = view.query.get("answered") == "1", asked_page(view)
    list_them = queue.list_answered if answered else queue.list_waiting
    found = await list_them(view.session, view.actor, page)
    shown = {
        "answered": answered,
        "found": found,
        "ages": [_age(view, one) for one in found.items],
        "around": pages_around(view, found),
    }
    return Screen("enquiries/enquiries.html", shown)


async def _find(view: View) -> Enquiry | None:
    return await queue.get_enquiry_to_answer(view.session, view.actor, view.number())


@pages.look("/enquiries/{id}")
async def show_enquiry(view: View) -> Answer:
    """The whole exchange; that it was seen goes into the trail."""
    enquiry = await _find(view)
    return await _show(view, enquiry) if enquiry else not_found()


async def _show(view: View, one: Enquiry, refusal: Refusal | None = None) -> Screen:
    exchange = await queue.get_exchange(view.session, one, SHOWN)
    shown = {
        "one": one,
        "age": _age(view, one),
        "exchange": exchange,
        "by_broker": [is_of_broker(one, said) for said in exchange.messages],
        "trail": await read_trail(view, Subject.ENQUIRY, one.key()),
        "question": ANSWER.questions[0],
        "typed": view.form.get(ANSWER.questions[0].key, ""),
        "refusal": refusal,
    }
    noted = partial(queue.note_viewed, number=one.key())
    return Screen("enquiries/enquiry.html", shown, 422 if refusal else 200, noted)


@pages.act("/enquiries/{id}/answer")
async def answer_enquiry(view: View) -> Answer:
    """The person is sent these words."""
    enquiry = await _find(view)
    if enquiry is None:
        return not_found()
    words = read_words(ANSWER.questions[0], view)
    if isinstance(words, Refusal):
        return await _show(view, enquiry, words)
    told = OfficeAnswer(words)
    done = await answering.answer_enquiry(view.session, view.actor, enquiry, told)
    return Goto("/enquiries", said=N_("Sent. The person reads it in the chat."), refusal=done)


@pages.act("/enquiries/{id}/close")
async def close_enquiry(view: View) -> Answer:
    """Nothing is left to answer."""
    enquiry = await _find(view)
    if enquiry is None:
        return not_found()
    done = await answering.close_enquiry(view.session, view.actor, enquiry)
    return Goto("/enquiries", said=N_("Noted. Nobody waits for this any more."), refusal=done)
