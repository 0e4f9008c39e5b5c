"""One grievance in words: what it is about, how long there is, and every step so far."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.calendar import format_day, format_moment
from dialogue.core.form import FormContext
from dialogue.core.i18n import N_, Speech
from dialogue.grievances.form_grievance import GRIEVANCE
from models.core.vocabulary import Trouble
from models.grievances.grievance import Grievance, GrievanceNote, GrievanceState, StepKind

# The room in Telegram's characters, of its 4,096.
ROOM = 3800
STEPS = {
    StepKind.TAKEN: N_("🤝 The county office looks after it"),
    StepKind.NOTED: N_("📝 News from the county office"),
    StepKind.CLOSED: N_("✅ The county office has closed it"),
    StepKind.REOPENED: N_("🔁 It is not over yet"),
    StepKind.ADDED: N_("➕ Also told at work"),
    StepKind.TOLD: N_("➕ The person adds"),
    StepKind.CHANGED: N_("✏️ Told otherwise; before it was"),
    StepKind.WITHDRAWN: N_("↩️ Taken back by its person"),
}


@dataclass(frozen=True)
class Reader:
    """Who looks: in which language, when, and in which zone."""

    scene: FormContext
    now: dt.datetime
    zone: ZoneInfo

    @property
    def speech(self) -> Speech:
        return self.scene.speech

    def day(self, moment: dt.datetime) -> str:
        return format_day(moment.astimezone(self.zone).date(), self.speech, self.scene.today)


def last_day(grievance: Grievance, zone: ZoneInfo) -> dt.date:
    """The last day on which it is in time: it ends as `due_at` comes."""
    return grievance.due_at.astimezone(zone).date() - dt.timedelta(days=1)


def days_over(grievance: Grievance, now: dt.datetime, zone: ZoneInfo) -> int:
    """How many days it is overdue; 0 or less where there is time."""
    return (now.astimezone(zone).date() - last_day(grievance, zone)).days


def time_left(grievance: Grievance, looking: Reader) -> Markup:
    """How long there is, or how long it is overdue."""
    over = days_over(grievance, looking.now, looking.zone)
    if over > 0:
        return looking.speech(N_("⏰ {days} days too late"), days=over)
    last = format_day(last_day(grievance, looking.zone), looking.speech, looking.scene.today)
    return looking.speech(N_("by {day}"), day=last)


def grievance_title(grievance: Grievance, speech: Speech) -> Markup:
    """What it is, with its number."""
    kind = speech(labels.TROUBLES[grievance.kind])
    return Markup("🆘 <b>{}</b> · №{}").format(kind, grievance.id)


def told_lines(grievance: Grievance, scene: FormContext) -> list[Markup]:
    """What the person told, a line each; their own words whole."""
    answers = {
        "employer": grievance.employer,
        "since": grievance.since.isoformat() if grievance.since else None,
        "amount": grievance.amount,
    }
    lines = _answer_lines(answers, scene)
    return [*lines, *([Markup("💬 {}").format(grievance.words)] if grievance.words else [])]


def _answer_lines(answers: dict[str, Any], scene: FormContext) -> list[Markup]:
    asked = {question.key: question for question in GRIEVANCE.questions}
    return [
        scene.speech(
            N_("{question}: <b>{answer}</b>"),
            question=scene.speech(asked[key].label),
            answer=asked[key].kind.show(value, scene),
        )
        for key, value in answers.items()
        if value is not None
    ]


def step_lines(notes: Sequence[GrievanceNote], looking: Reader, room: int) -> Markup:
    """The steps, the oldest first; the latest of them where they do not all find room."""
    blocks = [_step(note, looking) for note in notes]
    while blocks and sum(map(text_length, blocks)) > room:
        blocks = blocks[1:]
    return Markup("\n").join(blocks)


def _step(note: GrievanceNote, looking: Reader) -> Markup:
    when = format_moment(note.at, looking.speech, looking.zone, looking.scene.today)
    words = _words(note, looking)
    said = Markup("\n{}").format(words) if words else ""
    return Markup("<i>{}</i> {}{}").format(when, looking.speech(STEPS[note.what]), said)


def _words(note: GrievanceNote, looking: Reader) -> Markup | str | None:
    if note.what is StepKind.ADDED and note.words in tuple(Trouble):
        return looking.speech(labels.TROUBLES[Trouble(note.words)])
    if note.what is StepKind.CHANGED:
        return Markup("\n").join(_answer_lines(json.loads(note.words or "{}"), looking.scene))
    return note.words


def fit_on_screen(
    parts: Sequence[Markup], notes: Sequence[GrievanceNote], looking: Reader
) -> Markup:
    """All parts, a line each, and below them as many of the steps as fit."""
    text = Markup("\n").join(part for part in parts if part)
    if not notes:
        return text
    return Markup("{}\n\n{}").format(text, step_lines(notes, looking, ROOM - text_length(text)))


def text_length(text: Markup) -> int:
    """How long Telegram takes it to be, without its tags."""
    return len(text.striptags().encode("utf-16-le")) // 2


def is_closed(grievance: Grievance) -> bool:
    """Whether the office has ended it."""
    return grievance.state is GrievanceState.CLOSED
