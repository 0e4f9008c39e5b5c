"""An exchange of a person with the county office or their broker, as each of the two sees it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.calendar import format_moment
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.menu import MENU
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, Rows, numbered
from models.core.paging import Page
from models.enquiries.broker_of_person import PersonsBroker
from models.enquiries.enquiry import Enquiry, EnquiryMessage, is_of_broker
from models.enquiries.queue import Exchange
from models.labourers.labourer import Labourer

# The room for words, of Telegram's 4,096.
ROOM = 3300
WRITE_MORE, SEE = N_("✍️ Write more"), N_("💬 See what was written")
OPEN, ANSWER, CLOSE = N_("Open it"), N_("✍️ Answer"), N_("✅ Nothing left to answer")
HOTLINE = N_("You can also call 12333, the employment hotline.")


@dataclass(frozen=True)
class Reader:
    """Who looks: in which language, when, and in which zone."""

    speech: Speech
    now: dt.datetime
    zone: ZoneInfo

    def moment(self, moment: dt.datetime) -> str:
        today = self.now.astimezone(self.zone).date()
        return format_moment(moment, self.speech, self.zone, today)

    def age(self, since: dt.datetime) -> Markup:
        """How long somebody waits."""
        hours = int((self.now - since).total_seconds() // 3600)
        if hours < 24:
            return self.speech(N_("for {hours} h"), hours=hours)
        return self.speech(N_("for {days} days"), days=hours // 24)


def message_left(speech: Speech) -> Message:
    text = speech(
        N_(
            "✅ The county office has your message. Somebody answers you here. "
            "Write more at any time."
        )
    )
    hotline = speech(HOTLINE)
    return Message(
        Markup("{}\n\n{}").format(text, hotline),
        numbered([("enquiry", speech(SEE)), ("menu", speech(MENU))]),
    )


def message_left_to_broker(speech: Speech) -> Message:
    text = speech(
        N_(
            "✅ Your broker has your message and answers you here. "
            "If there is no answer within two days, the county office sees to it."
        )
    )
    return Message(text, numbered([("enquiry:broker", speech(SEE)), ("menu", speech(MENU))]))


def whom_to_ask(broker: PersonsBroker, speech: Speech) -> Message:
    """To the person: who should read what they write."""
    office = speech(N_("🏛 The county office"))
    to_broker = Markup("🤝 {}").format(_broker_name(broker.name, speech))
    text = speech(
        N_("🙋 <b>Who should read it?</b> Your broker sees nothing of what goes to the office.")
    )
    choices = [("enquiry:office", office), ("enquiry:broker", to_broker), ("menu", speech(MENU))]
    return Message(text, numbered(choices))


def own_enquiry_message(
    enquiry: Enquiry,
    said: Sequence[EnquiryMessage],
    reader: Reader,
    broker: PersonsBroker | None = None,
) -> Message:
    """To the person: all that was written to the office, or to their broker."""
    speech = reader.speech
    name = broker.name if broker else ""
    with_office = N_("<b>💬 You and the county office</b>")
    with_broker = N_("<b>💬 You and your broker</b>")
    head = speech(with_broker if broker else with_office)
    text = _exchange(head, Exchange(enquiry, None, list(said), name), reader, own=True)
    return Message(text, _write_more(enquiry, speech))


def answer_message(
    enquiry: Enquiry, answer: EnquiryMessage, broker: str, speech: Speech
) -> Message:
    """To the person: what the office or their broker answered."""
    head = speech(N_("💬 <b>The county office answers you:</b>"))
    if is_of_broker(enquiry, answer):
        head = speech(N_("💬 <b>{broker} answers you:</b>"), broker=_broker_name(broker, speech))
    text = Markup("{}\n\n{}").format(head, answer.words)
    return Message(text, _write_more(enquiry, speech))


def _write_more(enquiry: Enquiry, speech: Speech) -> Rows:
    more = "enquiry:write:broker" if enquiry.broker_id else "enquiry:write"
    return numbered([(more, speech(WRITE_MORE)), ("menu", speech(MENU))])


def _broker_name(name: str, speech: Speech) -> Markup:
    return speech(N_("your broker {name}"), name=name) if name else speech(N_("your broker"))


def waiting_message(found: Page[Enquiry], reader: Reader) -> Message:
    """To staff: who waits, the longest first."""
    speech = reader.speech
    head = N_("<b>💬 People who wait for an answer</b>\nWho waits longest stands first.")
    if not found.items:
        head = N_("Nobody waits for an answer just now.")
    lines = [(f"enquiries:{one.id}", _line(one, reader)) for one in found.items]
    pages = page_buttons(found, "enquiries:page:", speech)
    back = Button(str(speech(BACK)), "menu")
    return Message(speech(head), (*numbered(lines), *pages, (back,)))


def _line(enquiry: Enquiry, reader: Reader) -> Markup:
    assert enquiry.waits_since is not None
    return Markup("№{} · {}").format(enquiry.id, reader.age(enquiry.waits_since))


def enquiry_message(found: Exchange, reader: Reader) -> Message:
    """To staff: who it is, how long they wait, and what was written."""
    speech, enquiry = reader.speech, found.enquiry
    waits = reader.age(enquiry.waits_since) if enquiry.waits_since else speech(N_("answered"))
    title = Markup("💬 <b>№{}</b> · {}").format(enquiry.id, waits)
    told = [title, _person(found.person, speech)]
    if enquiry.broker_id:
        told.append(speech(N_("🤝 written to the broker {name}"), name=found.broker))
    head = Markup("\n").join(told)
    here = f"enquiries:{enquiry.id}"
    close = [(f"{here}:close", speech(CLOSE))] if enquiry.waits_since else []
    choices = [
        ("enquiries", speech(BACK)),
        (f"{here}:answer", speech(ANSWER)),
        *close,
        (f"{here}:trail", speech(trail.OPEN)),
    ]
    return Message(_exchange(head, found, reader, own=False), numbered(choices))


def handled_message(enquiry: Enquiry, speech: Speech, said: Markup) -> Message:
    """To staff: what came of it, and the way on."""
    choices = [("enquiries", speech(BACK)), (f"enquiries:{enquiry.id}", speech(OPEN))]
    return Message(said, numbered(choices))


def _person(person: Labourer | None, speech: Speech) -> Markup:
    if person is None:
        return speech(N_("👤 somebody who has no entry"))
    phone = person.phone or speech(N_("no phone number is known"))
    return Markup("👤 <b>{}</b> {}").format(person.name, phone)


def new_enquiry_message(enquiry: Enquiry, speech: Speech) -> Message:
    """To staff: somebody waits, without a word of who or what."""
    text = speech(
        N_("💬 <b>Somebody would like an answer from a person.</b> №{number}"), number=enquiry.id
    )
    return Message(text, numbered([(f"enquiries:{enquiry.id}", speech(OPEN))]))


def _exchange(head: Markup, found: Exchange, reader: Reader, *, own: bool) -> Markup:
    """The latest messages that fit, the oldest of them first."""
    told = [_said(one, found, reader, own=own) for one in found.messages]
    while len(told) > 1 and sum(map(len, told)) > ROOM:
        told.pop(0)
    return Markup("\n\n").join([head, *told])


def _said(one: EnquiryMessage, found: Exchange, reader: Reader, *, own: bool) -> Markup:
    person = N_("You") if own else N_("The person")
    who = reader.speech(N_("The county office") if one.by_office else person)
    if is_of_broker(found.enquiry, one):
        who = reader.speech(N_("Broker {name}"), name=found.broker)
    return Markup("<i>{} · {}</i>\n{}").format(who, reader.moment(one.at), one.words)
