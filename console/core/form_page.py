"""A form of the chat as one page: every question with its answer, read by the same fields."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dialogue.core.form import Answered, Form, FormContext, Heard, InProgress, Option, Question
from dialogue.core.form_screens import shown_answer
from dialogue.core.user_input import Tapped, Typed
from dialogue.fields import Choice, Choices, YesNo
from dialogue.fields.choice import OTHER
from dialogue.fields.choices import DONE, NONE
from models.core.refusal import Refusal

# Behind the name of a field: own words beside a list; what was typed where one of several is meant.
OWN, MEANT = "__own", "__meant"
LONGEST = 1_000

Several = Callable[[str], list[str]]


@dataclass(frozen=True)
class Line:
    """One question of the page.

    `sort` is text, one (of a list) or several. `typed` is what stands in its field; of a list,
    what stands beside it. `fault` is why it can't be read; where it may mean one of several,
    `meant` are these.
    """

    key: str
    label: str
    sort: str
    typed: str = ""
    options: tuple[Option, ...] = ()
    takes_own: bool = False
    optional: bool = True
    fault: Refusal | None = None
    meant: tuple[Option, ...] = ()


@dataclass(frozen=True)
class PageRead:
    """The page as it was sent: the answers, and its lines, some with a fault."""

    answers: Mapping[str, Any]
    lines: tuple[Line, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every answer was read."""
        return not any(line.fault or line.meant for line in self.lines)


def show_form(
    form: Form, answers: Mapping[str, Any], scene: FormContext, but: Collection[str] = ()
) -> tuple[Line, ...]:
    """The page as it is before anything is typed."""
    return tuple(
        _line(question, answers.get(question.key), _within(scene, answers))
        for question in form.asked(answers, scene.today)
        if question.key not in but
    )


def read_form(
    form: Form,
    before: Mapping[str, Any],
    sent: Several,
    scene: FormContext,
    but: Collection[str] = (),
) -> PageRead:
    """What was sent, question by question in the form's order; later ones hang on earlier ones.

    A field that stands as it was shown keeps its answer. One that the page did not have, since it
    is asked only now, is shown empty, with no fault where it may be left out. What was not asked
    before either stays as it is.
    """
    answers = dict(before)
    lines: list[Line] = []
    for question in form.questions:
        asked = question.key in but or question.when(answers, scene.today)
        if not asked and question.when(before, scene.today):
            answers.pop(question.key, None)
        elif asked and question.key not in but:
            here = _within(scene, answers)
            heard, line = _read(question, before.get(question.key), sent, here)
            lines.append(line)
            if isinstance(heard, Answered):
                answers[question.key] = heard.value
            elif heard is None:
                answers[question.key] = None
    return PageRead(answers, tuple(lines))


def _within(scene: FormContext, answers: Mapping[str, Any]) -> FormContext:
    return replace(scene, given=answers)


def _line(question: Question, value: Any, scene: FormContext) -> Line:
    kind, label = question.kind, question.label
    may_be_empty = question.skippable or value is None
    if isinstance(kind, Choices):
        picked = list(value or [])
        listed = _listed(kind, picked, scene)
        own = [one for one in picked if one not in kind.labels]
        typed = "，".join(own)
        return Line(question.key, label, "several", typed, listed, kind.other, optional=True)
    if isinstance(kind, Choice | YesNo):
        code = _code(kind, value)
        listed = tuple(
            replace(one, picked=one.code == code)
            for one in kind.options(None, scene)
            if one.code != OTHER
        )
        own_words = "" if value is None or code is not None else str(value)
        takes_own = isinstance(kind, Choice) and kind.other
        return Line(question.key, label, "one", own_words, listed, takes_own, may_be_empty)
    shown = "" if value is None else shown_answer(question, value, scene)
    return Line(question.key, label, "text", shown, optional=may_be_empty)


def _listed(kind: Choices, picked: list[str], scene: FormContext) -> tuple[Option, ...]:
    return tuple(
        replace(one, picked=one.code in picked)
        for one in kind.options(None, scene)
        if one.code in kind.labels
    )


def _code(kind: Choice | YesNo, value: Any) -> str | None:
    """The code of a choice that stands for a value."""
    if isinstance(kind, YesNo):
        return {True: "yes", False: "no"}.get(value, str(value) if value is not None else None)
    return str(value) if value in kind.labels else None


def _read(
    question: Question, value: Any, sent: Several, scene: FormContext
) -> tuple[Heard | None, Line]:
    """The answer of one question, None where it is left out; and its line as it was sent."""
    line = _line(question, value, scene)
    if line.sort == "several":
        return _read_several(question, line, value, sent, scene)
    typed = _first(sent, question.key)
    own = _first(sent, question.key + OWN)
    if line.sort == "one" and not own:
        return _read_one(line, typed, question, scene)
    if line.sort == "one":
        typed = own
    if typed == line.typed and value is not None:
        return Answered(value), line
    line = replace(line, typed=typed)
    if not typed:
        return _left_out(line)
    return _as_heard(line, question, typed, _first(sent, question.key + MEANT), scene)


def _read_one(
    line: Line, code: str, question: Question, scene: FormContext
) -> tuple[Heard | None, Line]:
    chosen = next((one for one in line.options if one.code == code), None)
    options = tuple(replace(one, picked=one is chosen) for one in line.options)
    line = replace(line, options=options, typed="")
    if chosen is None:
        return _left_out(line)
    return question.kind.read(Tapped(chosen.code), None, scene), line


def _read_several(
    question: Question, line: Line, value: Any, sent: Several, scene: FormContext
) -> tuple[Heard | None, Line]:
    """The boxes in the list's order, then own words; nothing at all is none of these."""
    chosen = [one.code for one in line.options if one.code in sent(question.key)]
    own, shown, partial = _first(sent, question.key + OWN), line.typed, None
    kept = [one for one in value or [] if one not in getattr(question.kind, "labels", ())]
    line = replace(
        line,
        options=tuple(replace(one, picked=one.code in chosen) for one in line.options),
        typed=own,
    )
    for code in chosen:
        heard = question.kind.read(Tapped(code), partial, scene)
        partial = heard.value if isinstance(heard, InProgress) else partial
    if own and line.takes_own:
        before = {"before": [*(partial or []), *(kept if own == shown else [])]}
        if own == shown:
            return Answered(before["before"]), line
        return _as_heard(line, question, own, _first(sent, question.key + MEANT), scene, before)
    return question.kind.read(Tapped(DONE if chosen else NONE), partial, scene), line


def _as_heard(
    line: Line,
    question: Question,
    typed: str,
    meant: str,
    scene: FormContext,
    partial: Any = None,
) -> tuple[Heard | None, Line]:
    """What was typed; of what it may mean that which was chosen, or which it is to the letter."""
    heard = question.kind.read(Typed(typed), partial, scene)
    if isinstance(heard, InProgress):
        offered = question.kind.options(heard.value, scene)
        same = [one.code for one in offered if meant in (one.code, "") and one.label == typed]
        chosen = [one.code for one in offered if one.code == meant] or same
        if len(chosen) == 1:
            heard = question.kind.read(Tapped(chosen[0]), heard.value, scene)
    return _as_line(heard, line, question, scene)


def _as_line(
    heard: Heard, line: Line, question: Question, scene: FormContext
) -> tuple[Heard | None, Line]:
    """The line with what is still open of it."""
    if isinstance(heard, InProgress):
        meant = tuple(question.kind.options(heard.value, scene))
        return heard, replace(line, meant=meant, fault=Refusal("several_meant"))
    if isinstance(heard, Refusal):
        return heard, replace(line, fault=heard)
    return (heard if isinstance(heard, Answered) else None), line


def _left_out(line: Line) -> tuple[Heard | None, Line]:
    return None, line if line.optional else replace(line, fault=Refusal("cannot_skip"))


def _first(sent: Several, name: str) -> str:
    return next((one.strip()[:LONGEST] for one in sent(name)), "")
