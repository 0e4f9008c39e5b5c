"""A notice as a labourer gets it: what, when, where, why it came, and what to do about it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.calendar import format_day, format_moment
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import MapPoint, Message, Rows, numbered
from models.notices.audience import Ground
from models.notices.notice import Notice
from models.outbox.row import HoldReason

GROUNDS = {
    Ground.TRAINING: N_("you want to learn: {what}"),
    Ground.WORK: N_("you are looking for work: {what}"),
    Ground.BUSINESS: N_("you want to start a small business"),
    Ground.LEAVER: N_("you left school not long ago"),
    Ground.OUT_OF_WORK: N_("you are out of work"),
    Ground.REGISTERED: N_("it is for registered poor households"),
    Ground.SIGNED_UP: N_("you signed up to “{what}”"),
    Ground.NAMED: N_("the county office thought of you"),
    Ground.AREA: N_("you live in {what}"),
}
SHORT_GROUNDS = {
    Ground.TRAINING: N_("you want to learn a trade"),
    Ground.WORK: N_("you are looking for work"),
    Ground.SIGNED_UP: N_("you signed up before"),
    Ground.AREA: N_("you live in this county"),
}
OF_GROUND: dict[Ground, Mapping[Any, str]] = {
    Ground.TRAINING: labels.COURSES,
    Ground.WORK: labels.TRADES,
}
LATE = {
    HoldReason.QUIET: N_("It comes only now because we do not disturb you at night."),
    HoldReason.CAP: N_("It comes only now because you had {cap} messages within a week already."),
    HoldReason.FORM: N_("It comes only now because you were answering questions."),
    HoldReason.PAUSED: N_("It comes only now because you had paused this kind."),
    HoldReason.AWAY: N_("It comes only now because the line was down for a while."),
}
# So many courses or trades are named in the reason: one line, not a list.
NAMED = 3
ASK = N_("✋ Tell me more")
SIGN, NOT_FOR_ME = N_("✋ Sign me up"), N_("Not for me")
STOP_KIND, SHOW_PLACE = N_("🔕 No more of this kind"), N_("📍 Where is it?")
WITHDRAW, SEE_MORE = N_("I can't come after all"), N_("What else is on?")
# What people mean who choose these in their own words.
INTENTS = {
    SIGN: "sign_up",
    ASK: "sign_up more",
    NOT_FOR_ME: "decline refuse",
    STOP_KIND: "stop_kind",
    SHOW_PLACE: "place",
    WITHDRAW: "decline withdraw",
    SEE_MORE: "next_page notices",
}


@dataclass(frozen=True)
class Reader:
    """Who reads it: the language, the day, the zone, and why it is for them."""

    speech: Speech
    now: dt.datetime
    zone: ZoneInfo
    grounds: Sequence[tuple[Ground, list[str]]] = ()

    @property
    def today(self) -> dt.date:
        """The day in the county."""
        return self.now.astimezone(self.zone).date()


def notice_title(notice: Notice, speech: Speech) -> str:
    """In the reader's language, or else as it was written."""
    return notice.title(speech.language)


def notice_message(
    notice: Notice, reader: Reader, *, late: HoldReason | None = None, cap: int = 0
) -> Message:
    """The whole notice with its buttons."""
    speech = reader.speech
    parts = [
        notice_body(notice, reader),
        grounds_text(reader),
        Markup("<i>{}</i>").format(speech(LATE[late], cap=cap)) if late in LATE else None,
    ]
    text = Markup("\n").join(part for part in parts if part)
    buttons = with_intents(speech, _buttons(notice, reader))
    return Message(text, buttons, picture=notice.picture_ref)


def notice_body(notice: Notice, reader: Reader) -> Markup:
    """Kind, title, text, and the lines of when, where, how many and until when."""
    speech = reader.speech
    head = Markup("{} {}\n<b>{}</b>").format(
        labels.NOTICE_ICONS[notice.kind],
        speech(labels.NOTICE_NAMES[notice.kind]),
        notice_title(notice, speech),
    )
    facts = Markup("\n").join(fact_lines(notice, reader))
    parts = [
        head,
        Markup("{}\n").format(notice.text(speech.language)),
        *([facts, Markup()] if facts else []),
    ]
    return Markup("\n").join(parts)


def day_lines(notice: Notice, reader: Reader) -> list[Markup]:
    """When and where: a line each, those that there are."""
    lines = []
    if notice.starts_at is not None:
        lines.append(Markup("🗓 {}").format(_when(notice, reader)))
    if notice.has_place:
        lines.append(Markup("📍 {}").format(notice.place or reader.speech(N_("on the map"))))
    return lines


def fact_lines(notice: Notice, reader: Reader) -> list[Markup]:
    """When, where, seats, deadline: a line each, those that there are."""
    speech, today = reader.speech, reader.today
    lines = day_lines(notice, reader)
    if notice.capacity is not None:
        lines.append(_seats(notice, speech))
    if notice.deadline is not None:
        day = format_day(notice.deadline, speech, today)
        lines.append(speech(N_("⏳ Sign up by {day}"), day=day))
    return lines


def _when(notice: Notice, reader: Reader) -> str:
    assert notice.starts_at is not None
    start = notice.starts_at.astimezone(reader.zone)
    first = start.date()
    if notice.last_day is None or notice.last_day == first:
        return format_moment(start, reader.speech, reader.zone, reader.today)
    days = (format_day(day, reader.speech, reader.today) for day in (first, notice.last_day))
    return f"{' – '.join(days)}, {start:%H:%M}"


def _seats(notice: Notice, speech: Speech) -> Markup:
    assert notice.capacity is not None
    left = notice.capacity - notice.taken
    if not notice.taken:
        return speech(N_("🪑 {seats} seats"), seats=notice.capacity)
    if left <= 0:
        return speech(
            N_("🪑 All {seats} seats are taken; there is a waiting list"), seats=notice.capacity
        )
    return speech(N_("🪑 {left} of {seats} seats left"), left=left, seats=notice.capacity)


def grounds_text(reader: Reader) -> Markup | None:
    """In one line, why it came: the two most telling grounds."""
    if not reader.grounds:
        return None
    comma = reader.speech(N_("; "))
    said = comma.join(_ground(ground, of, reader.speech) for ground, of in reader.grounds[:2])
    return Markup("<i>{}</i>").format(reader.speech(N_("💡 For you because {why}."), why=said))


def _ground(ground: Ground, of: list[str], speech: Speech) -> Markup:
    if ground in SHORT_GROUNDS and not of:
        return speech(SHORT_GROUNDS[ground])
    named = OF_GROUND.get(ground, {})
    what = speech.listed(str(speech(named[one])) if one in named else one for one in of[:NAMED])
    return speech(GROUNDS[ground], what=what)


def sign_up_label(notice: Notice) -> str:
    """One signs up; of a policy one wants to know more."""
    return SIGN if notice.has_seats else ASK


def with_intents(speech: Speech, choices: Iterable[tuple[str, str]]) -> Rows:
    """Buttons from choices and message ids, with what people mean by them."""
    return numbered((choice, speech(label), INTENTS.get(label, "")) for choice, label in choices)


def _buttons(notice: Notice, reader: Reader) -> list[tuple[str, str]]:
    here = f"notice:{notice.id}"
    can_sign = reader.now < notice.closes_at(reader.zone)
    return [
        *([(f"{here}:sign", sign_up_label(notice))] if can_sign else []),
        (f"{here}:no", NOT_FOR_ME),
        (f"{here}:stop", STOP_KIND),
        *([(f"{here}:place", SHOW_PLACE)] if notice.has_place else []),
    ]


def map_point(notice: Notice, where: str) -> MapPoint | None:
    """Its place on the map, where the writer showed it."""
    if notice.latitude is None or notice.longitude is None:
        return None
    return MapPoint(notice.latitude, notice.longitude, notice.place or where, where)
