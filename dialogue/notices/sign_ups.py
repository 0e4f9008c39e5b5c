"""What is said around a sign-up: the seat, the queue, the reminders, the door, and afterwards."""

from markupsafe import Markup

from dialogue.core.calendar import format_moment
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Message, numbered
from dialogue.notices.notice import (
    NOT_FOR_ME,
    SEE_MORE,
    SHOW_PLACE,
    WITHDRAW,
    Reader,
    day_lines,
    fact_lines,
    notice_title,
    sign_up_label,
    with_intents,
)
from models.notices.messages import EVE_REMINDER, MORNING_REMINDER, SEAT_GIVEN
from models.notices.notice import Notice
from models.notices.sign_ups import Help, SignUp, SignUpState
from models.outbox.message_type import MessageType

HEADS = {
    SEAT_GIVEN: N_("🎉 <b>A seat is yours now: “{title}”</b>"),
    EVE_REMINDER: N_("⏰ <b>Tomorrow: “{title}”</b>"),
    MORNING_REMINDER: N_("⏰ <b>Today: “{title}”</b>"),
}
HELPED = {
    Help.MUCH: N_("👍 Yes, it did"),
    Help.LITTLE: N_("👌 A little"),
    Help.NOT: N_("👎 No, it did not"),
}
HELPED_INTENTS = {
    Help.MUCH: "affirm have helped",
    Help.LITTLE: "helped_little",
    Help.NOT: "deny lack not_helped",
}
MENU = N_("Menu")
WILL_REMIND = N_("I will remind you the evening before.")
WILL_CALL = N_("The county office will call you about it.")


def _here(notice: Notice, step: str) -> str:
    return f"notice:{notice.id}:{step}"


def _place(notice: Notice) -> list[tuple[str, str]]:
    return [(_here(notice, "place"), SHOW_PLACE)] if notice.has_place else []


def _said(head: Markup, notice: Notice, reader: Reader, tail: Markup | None = None) -> Markup:
    """For who has a seat: when and where."""
    parts = (head, Markup("\n").join(day_lines(notice, reader)), tail)
    return Markup("\n\n").join(part for part in parts if part)


def _message(text: Markup, speech: Speech, choices: list[tuple[str, str]]) -> Message:
    return Message(text, with_intents(speech, choices))


def seat_given(notice: Notice, reader: Reader, *, again: bool = False) -> Message:
    """Signed up, and what one can do still."""
    speech = reader.speech
    head = N_("✅ <b>You are signed up: “{title}”</b>")
    if again:
        head = N_("✅ <b>You are signed up already: “{title}”</b>")
    if not notice.has_seats:
        head = N_("✅ <b>Noted: you would like to know more about “{title}”</b>")
    tail = speech(WILL_REMIND if notice.starts_at else WILL_CALL)
    text = _said(speech(head, title=notice_title(notice, speech)), notice, reader, tail)
    choices = [*_place(notice), (_here(notice, "no"), WITHDRAW), ("on", SEE_MORE), ("menu", MENU)]
    return _message(text, speech, choices)


def place_in_queue(notice: Notice, reader: Reader, place: int) -> Message:
    """All seats are taken; the person waits."""
    speech = reader.speech
    text = speech(
        N_(
            "🪑 All seats of “{title}” are taken. You are number {place} on the waiting list. "
            "I will write to you at once when a seat is free."
        ),
        title=notice_title(notice, speech),
        place=place,
    )
    choices = [(_here(notice, "no"), WITHDRAW), ("on", SEE_MORE), ("menu", MENU)]
    return _message(text, speech, choices)


def seat_given_back(notice: Notice, speech: Speech) -> Message:
    text = speech(
        N_("All right, you are no longer signed up for “{title}”. Thank you for telling us."),
        title=notice_title(notice, speech),
    )
    choices = [(_here(notice, "sign"), sign_up_label(notice)), ("on", SEE_MORE), ("menu", MENU)]
    return _message(text, speech, choices)


def notice_declined(notice: Notice, speech: Speech) -> Message:
    text = speech(N_("All right, not “{title}”."), title=notice_title(notice, speech))
    choices = [(_here(notice, "sign"), sign_up_label(notice)), ("on", SEE_MORE), ("menu", MENU)]
    return _message(text, speech, choices)


def confirm_leaving(notice: Notice, speech: Speech) -> Message:
    """Others wait: who leaves cannot have the seat back."""
    text = speech(
        N_("Others wait for “{title}”: your seat goes to one of them at once. Really give it up?"),
        title=notice_title(notice, speech),
    )
    keep = ("on:mine:1", speech(N_("No, I keep it")), "deny refuse keep_seat")
    give_up = (_here(notice, "no:sure"), speech(WITHDRAW), "affirm decline")
    return Message(text, numbered([keep, give_up]))


def sign_up_closed(notice: Notice, reader: Reader) -> Message:
    """Too late to sign up."""
    speech = reader.speech
    text = speech(N_("Signing up for “{title}” is over."), title=notice_title(notice, speech))
    return _message(text, speech, [("on", SEE_MORE), ("menu", MENU)])


def notice_cancelled(notice: Notice, reader: Reader) -> Message:
    speech = reader.speech
    head = N_("❌ <b>“{title}” does not take place.</b> Sorry about that.")
    text = _said(speech(head, title=notice_title(notice, speech)), notice, reader)
    return _message(text, speech, [("on", SEE_MORE), ("menu", MENU)])


def reminder(notice: Notice, reader: Reader, message_type: MessageType) -> Message:
    """A seat that became free, the evening before, or the morning of the day."""
    speech = reader.speech
    text = _said(speech(HEADS[message_type], title=notice_title(notice, speech)), notice, reader)
    choices = [*_place(notice), (_here(notice, "no"), WITHDRAW)]
    return _message(text, speech, choices)


def notice_corrected(notice: Notice, reader: Reader, mine: SignUp | None) -> Message:
    """Something of what was announced has changed: how it is now."""
    speech = reader.speech
    head = speech(
        N_("✏️ <b>Changed: “{title}”</b>\nThis holds now:"), title=notice_title(notice, speech)
    )
    seat = mine is not None and mine.state is SignUpState.SEATED
    facts = Markup("\n").join((day_lines if seat else fact_lines)(notice, reader))
    words = (head, Markup("{}").format(notice.text(speech.language)), facts)
    text = Markup("\n\n").join(part for part in words if part)
    act = (_here(notice, "no"), WITHDRAW if seat else NOT_FOR_ME)
    sign = [] if seat else [(_here(notice, "sign"), sign_up_label(notice))]
    return _message(text, speech, [*sign, act, *_place(notice)])


def where_it_is(notice: Notice, reader: Reader, where: str, *, can_sign: bool) -> Message:
    """Where it is, in words."""
    speech = reader.speech
    lines = [Markup("📍 <b>{}</b>").format(notice.place) if notice.place else None, where]
    if notice.starts_at is not None:
        when = format_moment(notice.starts_at, speech, reader.zone, reader.today)
        lines.append(f"🗓 {when}")
    text = Markup("\n").join(line for line in lines if line)
    sign = [(_here(notice, "sign"), sign_up_label(notice))] if can_sign else []
    return _message(text, speech, [*sign, ("on", SEE_MORE), ("menu", MENU)])


def kind_stopped(speech: Speech, kind: str) -> Message:
    """No more of this kind; the others go on."""
    text = speech(
        N_("🔕 All right: no more of “{kind}”. Everything else goes on. You can change it here:"),
        kind=speech(kind),
    )
    return _message(text, speech, [("news", N_("🔔 Which news I get")), ("menu", MENU)])


def present_now(notice: Notice, speech: Speech, *, again: bool = False) -> Message:
    head = N_("👋 <b>Welcome! You are checked in: “{title}”</b>")
    if again:
        head = N_("👋 You are checked in already: “{title}”")
    return _message(speech(head, title=notice_title(notice, speech)), speech, [("menu", MENU)])


def did_it_help(notice: Notice, speech: Speech) -> Message:
    text = speech(
        N_("You were at “{title}”. <b>Did it help you?</b>"), title=notice_title(notice, speech)
    )
    choices = [
        (_here(notice, f"help:{how}"), speech(label), HELPED_INTENTS[how])
        for how, label in HELPED.items()
    ]
    return Message(text, numbered(choices))


def did_it_help_title(speech: Speech, title: str) -> Markup:
    """The question in a line of a list."""
    return speech(N_("Did it help: “{title}”?"), title=title)


def thanks(speech: Speech) -> Message:
    text = speech(N_("Thank you, that helps us to do better."))
    return _message(text, speech, [("on", SEE_MORE), ("menu", MENU)])
