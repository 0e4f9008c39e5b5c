"""What is on, one notice after the other, with why it fits."""

from markupsafe import Markup

from dialogue.core.form_screens import BEFORE, MORE, PAGE_INTENTS
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Button, Message
from dialogue.notices.notice import (
    SHOW_PLACE,
    WITHDRAW,
    Reader,
    grounds_text,
    notice_body,
    sign_up_label,
    with_intents,
)
from models.notices.notice import Notice
from models.notices.open_notices import Shown
from models.notices.sign_ups import SignUp, SignUpState

STANDS = {
    SignUpState.SEATED: N_("✅ You are signed up."),
    SignUpState.QUEUED: N_("🪑 You are on the waiting list."),
}
HEADS = {
    Shown.FITTING: N_("For you: {number} of {of}"),
    Shown.ALL: N_("In the county: {number} of {of}"),
    Shown.MINE: N_("Signed up: {number} of {of}"),
}


def open_notice(
    notice: Notice, reader: Reader, mine: SignUp | None, place: tuple[int, int], which: Shown
) -> Message:
    """One notice of so many, what can be done about it, and the way to the others."""
    speech, (number, of) = reader.speech, place
    state = mine.state if mine else None
    parts = [
        Markup("<i>{}</i>\n").format(speech(HEADS[which], number=number, of=of)),
        notice_body(notice, reader),
        grounds_text(reader),
        speech(STANDS[state]) if state in STANDS else None,
    ]
    text = Markup("\n").join(part for part in parts if part)
    acts = with_intents(speech, _acts(notice, reader, state))
    pages = tuple(
        Button(str(speech(label)), f"on:{which}:{to}", PAGE_INTENTS[label])
        for to, label in ((number - 1, BEFORE), (number + 1, MORE))
        if 1 <= to <= of
    )
    return Message(text, tuple(row for row in (*acts, pages, _ends(speech, which)) if row))


def _acts(notice: Notice, reader: Reader, state: SignUpState | None) -> list[tuple[str, str]]:
    here = f"notice:{notice.id}"
    opened = notice.is_open(reader.now, reader.zone)
    return [
        *([(f"{here}:sign", sign_up_label(notice))] if opened and state not in STANDS else []),
        *([(f"{here}:no", WITHDRAW)] if state in STANDS else []),
        *([(f"{here}:place", SHOW_PLACE)] if notice.has_place else []),
    ]


def _ends(speech: Speech, which: Shown) -> tuple[Button, ...]:
    """Everything, or only what fits; and the menu."""
    everything = (f"on:{Shown.ALL}:1", N_("Show everything"))
    fitting = (f"on:{Shown.FITTING}:1", N_("Only what fits me"))
    other = everything if which is Shown.FITTING else fitting
    return tuple(
        Button(str(speech(label)), choice) for choice, label in (other, ("menu", N_("Menu")))
    )


def no_open_notices(speech: Speech, which: Shown) -> Message:
    head = N_("There is nothing on for you just now. I write to you as soon as there is.")
    if which is Shown.ALL:
        head = N_("There is nothing on in your county just now.")
    return Message(speech(head), (_ends(speech, which),))
