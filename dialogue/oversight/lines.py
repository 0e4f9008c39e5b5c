"""The lines of an auditor's lists in words: in a chat and in a file."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.form import FormContext
from dialogue.core.i18n import N_, Speech
from dialogue.parsing.phone import masked_phone
from models.accounts.terms_of_office import Terms, get_term_at
from models.core.audit import Act
from models.oversight.listing import Kind, Line, Theme
from models.placements.signals import Signal

SHORT = {
    Signal.SELF: N_("the broker's own account"),
    Signal.CALL_APPROVED: N_("called and approved by one"),
    Signal.SECOND_ACCOUNT: N_("called and approved by accounts of one name or number"),
    Signal.NO_PHONE: N_("called without a number"),
    Signal.PHONE_CHANGED: N_("number changed by others"),
    Signal.BROKERS_CODE: N_("by the broker's code"),
    Signal.SOON: N_("after {count} minutes"),
    Signal.BROKERS_PHONE: N_("the broker's number"),
    Signal.STAFF_PHONE: N_("a staff member's number"),
    Signal.SHARED_PHONE: N_("number of {count} more"),
    Signal.SAME_CHAT: N_("account of {count} people"),
    Signal.SAME_HANDS: N_("registered by the broker"),
}
GONE, ELSEWHERE = N_("person deleted"), N_("lives elsewhere now")
LETTERS = {Kind.PLACEMENT: "P", Kind.PERSON: "R", Kind.GRIEVANCE: "G", Kind.EMPLOYER: "E"}
# What a group's number is the number of.
GROUPS = {
    Theme.PHONES: "R",
    Theme.NUMBERLESS: "A",
    Theme.PEOPLE: "R",
    Theme.EMPLOYERS: "G",
    Theme.LOOKS: "A",
}
HOUR, DAY = 60 * 60, 24 * 60 * 60
SIGNALS_SHOWN = 3


@dataclass(frozen=True)
class LineReader:
    """What is read with the lines: the language and places, whose accounts were whose, the zone."""

    scene: FormContext
    terms: Terms
    zone: ZoneInfo

    def who(self, account: int | None, moment: dt.datetime) -> Markup:
        return trail.format_actor(
            account, get_term_at(self.terms, account, moment), self.scene.speech
        )

    def when(self, moment: dt.datetime) -> str:
        """A day and hour in the county."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"


def record_code(line: Line, speech: Speech) -> str:
    """The number that opens a line's record, as it can be typed; of a group how many it has."""
    if line.kind == Kind.GROUP:
        return str(speech(N_("{count} lines"), count=line.figure or 0))
    return f"{LETTERS.get(Kind(line.kind), '№') if line.kind in LETTERS else '№'}{line.number}"


def sheet_code(theme: Theme, line: Line) -> str:
    """The same for a file, where a group bears the number of its first record."""
    letter = GROUPS[theme] if line.kind == Kind.GROUP else LETTERS.get(line.kind, "№")  # type: ignore[call-overload]
    return f"{letter}{line.number}"


def duration(seconds: int, speech: Speech) -> Markup:
    """A time in its largest fitting unit."""
    if seconds < 2 * HOUR:
        return speech(N_("{count} min"), count=seconds // 60)
    if seconds < 2 * DAY:
        return speech(N_("{count} h"), count=seconds // HOUR)
    return speech(N_("{count} days"), count=seconds // DAY)


def line_name(line: Line, speech: Speech) -> Markup:
    """Whose record it is; who is erased or lives elsewhere has no name here."""
    if line.name:
        return Markup("{}").format(line.name)
    return speech(GONE if line.person is None else ELSEWHERE)


def chat_line(theme: Theme, line: Line, reading: LineReader, of: int | None) -> Markup:
    """A line of a chat, with the gravest signals alone."""
    speech = reading.scene.speech
    line = replace(line, signals=line.signals[:SIGNALS_SHOWN])
    if line.kind == Kind.GROUP:
        return _joined(*line_details(theme, line, reading, of))
    day = reading.when(line.at)
    return _joined(
        record_code(line, speech),
        line_name(line, speech),
        day,
        *line_details(theme, line, reading, of),
    )


def _joined(*parts: object) -> Markup:
    return Markup(" · ").join(Markup("{}").format(part) for part in parts if part)


def line_details(
    theme: Theme, line: Line, reading: LineReader, of: int | None = None
) -> list[Markup]:
    """What makes it worth a look."""
    return (WHAT[theme] if of is None else _member)(line, reading)


def _member(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    word = speech(trail.ACTS[Act(line.word)]) if line.word in tuple(Act) else line.word
    told = [Markup("{}").format(word)] if word else []
    return [*told, *([reading.who(line.by, line.at)] if line.by is not None else [])]


def _signals(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    seen = [str(speech(SHORT[one.signal], count=one.figure)) for one in line.signals]
    return [Markup("{}").format(speech.listed(seen))]


def _calls(line: Line, reading: LineReader) -> list[Markup]:
    speech, by = reading.scene.speech, reading.who(line.by, line.at)
    told = [*_signals(line, reading), speech(N_("called: {who}"), who=by)]
    if line.other is None:
        return told
    approver = reading.who(line.other, line.at)
    return [*told, speech(N_("decided: {who}"), who=approver)]


def _time(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    after = speech(N_("after {time}"), time=duration(line.figure or 0, speech))
    return [after, speech(N_("code: {who}"), who=reading.who(line.other, line.at))]


def _phones(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    told = [Markup("{}").format(masked_phone(str(line.word)))] if line.word else []
    told.append(speech(N_("{count} people"), count=line.figure))
    if line.by is not None:
        told.append(speech(N_("told by {who}"), who=reading.who(line.by, line.at)))
    return told


def _codes(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    by = speech(N_("code: {who}"), who=reading.who(line.by, line.at))
    if line.other is None:
        return [by, speech(N_("not used"))]
    time = duration(line.figure or 0, speech)
    used = N_("taken over by account {number} after {time}")
    return [by, speech(used, number=line.other, time=time)]


def _again(line: Line, reading: LineReader) -> list[Markup]:
    by = reading.who(line.by, line.at)
    return [reading.scene.speech(N_("reported: {who}"), who=by)]


def _nobody(line: Line, reading: LineReader) -> list[Markup]:
    by = reading.who(line.other, line.at)
    return [*_again(line, reading), reading.scene.speech(N_("deleted: {who}"), who=by)]


def _heads(line: Line, reading: LineReader) -> list[Markup]:
    count = reading.scene.speech(N_("{count} people"), count=line.figure)
    return [reading.who(line.by, line.at), count]


def _ended(line: Line, reading: LineReader) -> list[Markup]:
    told = [reading.who(line.by, line.at)]
    if line.word:
        told.append(reading.scene.speech(trail.ACTS[Act.REOPENED]))
    return told


def _erased(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    told = [speech(N_("deleted: {who}"), who=reading.who(line.by, line.at))]
    if line.other is not None:
        told.append(speech(N_("asked for: {who}"), who=reading.who(line.other, line.at)))
    return told


def _grieved(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    return [line_name(line, speech), speech(N_("{count} grievances"), count=line.figure)]


def _employers(line: Line, reading: LineReader) -> list[Markup]:
    speech = reading.scene.speech
    told = Markup("{}").format(line.word or "–")
    count = speech(N_("{count} grievances"), count=line.figure)
    return [told, count, speech(N_("{count} people"), count=line.other)]


def _looks(line: Line, reading: LineReader) -> list[Markup]:
    speech, last = reading.scene.speech, reading.when(line.at)
    count = speech(N_("{count} looks, the last on {day}"), count=line.figure, day=last)
    return [reading.who(line.by, line.at), count]


WHAT: dict[Theme, Callable[[Line, LineReader], list[Markup]]] = {
    Theme.SELF: _signals,
    Theme.TIME: _time,
    Theme.PHONES: _phones,
    Theme.CODES: _codes,
    Theme.CALLS: _calls,
    Theme.AGAIN: _again,
    Theme.NOBODY: _nobody,
    Theme.NUMBERLESS: _heads,
    Theme.POOR: _member,
    Theme.ENDED: _ended,
    Theme.ERASED: _erased,
    Theme.PEOPLE: _grieved,
    Theme.EMPLOYERS: _employers,
    Theme.LOOKS: _looks,
}
