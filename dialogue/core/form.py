"""Forms as data, and the pure engine that walks one: no I/O, every step a new value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeAlias

from dialogue.core.i18n import Speech
from dialogue.core.reply import Share
from dialogue.core.user_input import UserInput
from models.core.gazetteer import Gazetteer
from models.core.refusal import Refusal

Answers = Mapping[str, Any]
CHANGING = "="


@dataclass(frozen=True)
class Option:
    """One way to answer by a tap or by its number."""

    code: str
    label: str
    picked: bool = False
    # It stands below every page of a long list.
    ends: bool = False


@dataclass(frozen=True)
class FormContext:
    """What a question is asked within: language, day, regions, and the answers `given` so far.

    `found` is what the store knows to answer the present question with.
    """

    speech: Speech
    today: date
    regions: Gazetteer
    found: tuple[Option, ...] = ()
    given: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class Answered:
    """A whole answer: a JSON value, never None."""

    value: Any


@dataclass(frozen=True)
class InProgress:
    """A step within a question, kept until the answer is whole: a list of picks, or a mapping.

    Back leads out of a mapping, to the step that stands under its "before".
    """

    value: Any


@dataclass(frozen=True)
class Skipped:
    """That there is none, or that one does not know: left out, where the question may be."""


Heard: TypeAlias = Answered | InProgress | Skipped | Refusal


class Field(Protocol):
    """How one sort of question is offered, read and shown."""

    @property
    def columns(self) -> int:
        """How many buttons stand in a row."""
        ...

    @property
    def zero_is_answer(self) -> bool:
        """Whether a typed 0 is an answer here, and does not go back."""
        ...

    @property
    def no_means_skip(self) -> bool:
        """Whether a "no" skips the question; `takes_unknown`: whether "don't know" does not."""
        ...

    @property
    def takes_unknown(self) -> bool: ...

    @property
    def searches(self) -> bool:
        """Whether a step of it is looked up in the store: see dialogue.fields.lookup."""
        ...

    @property
    def share(self) -> Share | None:
        """What the phone itself could be asked for."""
        ...

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """What can be tapped, in the order of its numbers."""
        ...

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """The value of what was said, a step towards it, or why it can't be read."""
        ...

    def show(self, value: Any, scene: FormContext) -> str: ...

    def hint(self, partial: Any) -> str:
        """A message id that says how to answer; may be empty."""
        ...


def always(*_: Any) -> bool:
    """The condition of a question that everybody is asked."""
    return True


@dataclass(frozen=True)
class Question:
    """One question. `when` looks at earlier answers only; `label` names it in the summary.

    `brings` are the later questions that an answer may fill in, and another answer anew.
    """

    key: str
    prompt: str
    label: str
    kind: Field
    when: Callable[[Answers, date], bool] = always
    skippable: bool = False
    brings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """Questions in the order they are asked.

    `known` are the facts that conditions may look at, though nobody is asked for them here: they
    stay in the answers as they came.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    known: frozenset[str] = frozenset()

    def of(self, key: str) -> Question:
        """The question of this key; StopIteration where there is none."""
        return next(question for question in self.questions if question.key == key)

    def asked(self, answers: Answers, today: date) -> list[Question]:
        return [q for q in self.questions if q.when is always or q.when(answers, today)]

    def fitting(self, answers: Answers, today: date) -> dict[str, Any]:
        """The answers whose questions are still asked for once the earlier ones are settled."""
        kept: dict[str, Any] = {key: answers[key] for key in self.known if key in answers}
        for question in self.questions:
            if question.key not in answers:
                continue
            if question.when is always or question.when(kept, today):
                kept[question.key] = answers[question.key]
        return kept

    def presets(self, answers: Answers) -> dict[str, str]:
        """Of answers that came with the form, those that another brings, by its key."""
        known = [question for question in self.questions if question.key in answers]
        return {key: one.key for one in known for key in one.brings if key in answers}


@dataclass(frozen=True)
class FormState:
    """A form being filled. A skipped question's answer is None; `revisiting` was gone back to.

    One that is asked again alone, to be changed, has CHANGING before its key: back leads from it to
    where the person was.

    `derived` are the answers that nobody gave, each with the question whose answer brought it.
    They go when that answer changes, to be brought anew; what was said in the place of one is
    asked again (`reopened`, until the next answer).
    """

    form: Form
    today: date
    answers: Answers = field(default_factory=dict)
    revisiting: str | None = None
    partial: Any = None
    derived: Mapping[str, str] = field(default_factory=dict)
    reopened: frozenset[str] = frozenset()

    @cached_property
    def question(self) -> Question | None:
        """The present question; None at the summary."""
        again = [q for q in self.asked if q.key == (self.revisiting or "").removeprefix(CHANGING)]
        return next(iter(again or (q for q in self.asked if q.key not in self.answers)), None)

    @cached_property
    def asked(self) -> list[Question]:
        """The questions asked for so far."""
        return self.form.asked(self.answers, self.today)

    def answer(self, value: Any) -> "FormState":
        """The present question answered. Later answers fall where they are not asked for.

        So do those that rested on another answer to this question.
        """
        key = self._present().key
        stale = self._resting_on(key) if self.answers.get(key, value) != value else frozenset()
        left = {k: v for k, v in self.answers.items() if k not in stale}
        return replace(
            self,
            answers=self.form.fitting({**left, key: value}, self.today),
            revisiting=None,
            partial=None,
            derived={k: by for k, by in self.derived.items() if k not in {key, *stale}},
            reopened=stale - self.derived.keys(),
        )

    def beside(self, source: str, answers: Answers) -> "FormState":
        """What the answer to `source` brings along, where nothing else was said.

        Raises:
            ValueError: the question does not say that it brings one of these.
        """
        if strange := answers.keys() - set(self.form.of(source).brings):
            raise ValueError(f"{source} does not bring {sorted(strange)}")
        said = (self.answers.keys() - self.derived.keys()) | self.reopened
        brought = {key: value for key, value in answers.items() if key not in said}
        known = self.form.fitting({**self.answers, **brought}, self.today)
        derived = {**self.derived, **dict.fromkeys(brought, source)}
        return replace(
            self, answers=known, derived={k: v for k, v in derived.items() if k in known}
        )

    def _resting_on(self, key: str) -> frozenset[str]:
        """What this answer brought, or what was said in place of it; and what rests on these."""
        found: set[str] = set()
        waiting = [key]
        while waiting:
            one = waiting.pop()
            mine = {k for k in self.form.of(one).brings if self.derived.get(k, one) == one}
            waiting += mine - found
            found |= mine
        return frozenset(found & self.answers.keys())

    def step(self, partial: Any) -> "FormState":
        """A step within the present question."""
        return replace(self, partial=partial)

    def skip(self) -> "FormState | Refusal":
        """The present question left out, where it may be."""
        return self.answer(None) if self._present().skippable else Refusal("cannot_skip")

    def back(self) -> "FormState | Refusal":
        """The question before this one; or out of a step within it. Nothing given is lost.

        Where questions before it wait for an answer, it leads to the first of these.
        """
        if isinstance(self.partial, dict):
            return self.step(self.partial.get("before"))
        if (self.revisiting or "").startswith(CHANGING):
            return self.keep()
        asked = self.asked
        place = asked.index(self.question) if self.question else len(asked)
        if place == 0:
            return Refusal("nothing_before")
        before = asked[place - 1].key
        return self._revisit(before) if before in self.answers else self.keep()

    def keep(self) -> "FormState":
        """Leave the question gone back to as it was answered."""
        return replace(self, revisiting=None, partial=None)

    def unanswered(self) -> "FormState":
        """The last question asked again, as if it had not been answered."""
        last = self.asked[-1].key
        answers = {key: value for key, value in self.answers.items() if key != last}
        derived = {key: by for key, by in self.derived.items() if key != last}
        return replace(self, answers=answers, derived=derived, revisiting=None, partial=None)

    def change(self, key: str) -> "FormState | Refusal":
        """Go back to any question already answered."""
        if key not in self.answers or key not in [q.key for q in self.asked]:
            return Refusal("not_asked")
        changed = self._revisit(key)
        return replace(changed, revisiting=f"{CHANGING}{key}")

    def _revisit(self, key: str) -> "FormState":
        """Several choices are gone back to with what was picked in hand."""
        given = self.answers[key]
        return replace(self, revisiting=key, partial=given if isinstance(given, list) else None)

    def _present(self) -> Question:
        if self.question is None:
            raise ValueError("the form is complete")
        return self.question
