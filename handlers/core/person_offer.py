"""Whose words were not understood twice in a row is offered a person."""

from dataclasses import replace

from dialogue.core.asking_back import person_offer
from dialogue.core.offered import REFUSED, is_marked_refused
from dialogue.core.reply import Reply
from handlers.core.requests import find_path
from handlers.core.turn import Turn

PERSON = "person"


def offer_person(turn: Turn, reply: Reply) -> Reply:
    """The reply that says why words are no answer; the second time with the way to a person."""
    again = is_marked_refused(turn.account.address.offered)
    path = find_path(turn, PERSON)
    if not (again and path and reply.messages):
        return replace(reply, marks=(REFUSED,))
    offer = person_offer(turn.speech, path)
    return replace(reply, messages=(offer, *reply.messages), marks=(REFUSED,))
