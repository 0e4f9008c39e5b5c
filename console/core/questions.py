"""The questions of a chat's form as the fields of a page, read by the same kinds."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from console.core.office import View
from dialogue.core.form import Answered, Form, FormContext, InProgress, Question
from dialogue.core.user_input import Typed
from dialogue.fields import (
    Area,
    Choice,
    Choices,
    Day,
    Names,
    Number,
    Paragraphs,
    Photo,
    Place,
    Time,
    YesNo,
)
from dialogue.fields.choice import VALUES
from dialogue.fields.offering import get_offered
from models.core.gazetteer import VILLAGE, Gazetteer
from models.core.refusal import Refusal

MISSING, UNCLEAR = Refusal("field_missing"), Refusal("field_unclear")
# Kinds by how they stand in a page; everything else is a line of text.
SHAPES: tuple[tuple[type, str], ...] = (
    (Choices, "choices"),
    (Choice, "choice"),
    (YesNo, "choice"),
    (Area, "choice"),
    (Day, "day"),
    (Time, "time"),
    (Number, "number"),
    (Paragraphs, "lines"),
    (Names, "lines"),
)


@dataclass(frozen=True)
class Field:
    """One field: what stands in it, what can be chosen, and why it was not taken."""

    question: Question
    shape: str
    texts: Sequence[str]
    options: Sequence[tuple[str, str]] = ()
    refusal: Refusal | None = None

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def text(self) -> str:
        """What stands in a field that takes but one thing."""
        return self.texts[0] if self.texts else ""


@dataclass(frozen=True)
class Filled:
    """What a form was sent with: whole answers, and refusals by the field's key."""

    answers: Mapping[str, Any]
    refusals: Mapping[str, Refusal]


def read_form(form: Form, view: View, kept: Mapping[str, Any] | None = None) -> Filled:
    """Every question that is asked for after the answers before it.

    Args:
        kept: answers that are no fields of the page and stay as they are.
    """
    answers: dict[str, Any] = {}
    refusals: dict[str, Refusal] = {}
    for question in form.questions:
        if not question.when(answers, view.actor.today):
            continue
        key = question.key
        if kept is not None and key in kept:
            answers[key] = kept[key]
            continue
        heard = read_question(question, view.several(key), view)
        if isinstance(heard, Refusal):
            refusals[key] = heard
        else:
            answers[key] = heard
    return Filled(answers, refusals)


def read_question(question: Question, texts: Sequence[str], view: View) -> Any:
    """The whole answer, None where it is left out, or why it can't be read."""
    kind, scene = question.kind, view.scene
    said = [one.replace("\r\n", "\n").strip() for one in texts]
    said = [one for one in said if one]
    if isinstance(kind, Choices):
        return [code for code in kind.listed(scene) if code in said]
    if not said:
        return None if question.skippable else MISSING
    for of, read in BY_CODE:
        if isinstance(kind, of):
            return read(kind, said[0], view)
    heard = kind.read(Typed(said[0]), None, scene)
    if isinstance(heard, Refusal):
        return heard
    if isinstance(heard, Answered):
        return heard.value
    if isinstance(heard, InProgress):
        # What the chat asks back stands here before the eyes of who typed it.
        offered = get_offered(heard.value) or ()
        return offered[0] if len(offered) == 1 else UNCLEAR
    return None if question.skippable else MISSING


def _read_choice(kind: Any, said: str, view: View) -> Any:  # noqa: ARG001
    return said if said in kind.labels else MISSING


def _read_yes_or_no(kind: Any, said: str, view: View) -> Any:
    return VALUES[said] if _read_choice(kind, said, view) == said else MISSING


def _read_area(kind: Any, said: str, view: View) -> Any:  # noqa: ARG001
    return said if said in {code for code, _ in list_areas(own_regions(view))} else MISSING


BY_CODE: tuple[tuple[type, Callable[[Any, str, View], Any]], ...] = (
    (Choice, _read_choice),
    (YesNo, _read_yes_or_no),
    (Area, _read_area),
)


def make_fields(
    form: Form,
    view: View,
    answers: Mapping[str, Any] | None = None,
    *,
    refusals: Mapping[str, Refusal] | None = None,
    but: Collection[str] = (),
) -> dict[str, Field]:
    """The fields of a form by their keys, with what was typed or answered so far.

    Args:
        answers: what stands in them; None is what the page's form was sent with.
        but: questions that this page does not ask.
    """
    made: dict[str, Field] = {}
    for question in form.questions:
        key = question.key
        if key in made or key in but or isinstance(question.kind, Photo):
            continue
        texts = view.several(key) if answers is None else as_texts(question, answers.get(key))
        shape = next((name for kind, name in SHAPES if isinstance(question.kind, kind)), "text")
        options = _options(question, view)
        made[key] = Field(question, shape, texts, options, (refusals or {}).get(key))
    return made


def as_texts(question: Question, value: Any) -> list[str]:
    """An answer as it stands in its field."""
    if value is None:
        return []
    if isinstance(question.kind, YesNo):
        return [next(code for code, known in VALUES.items() if known == value)]
    if isinstance(question.kind, Place):
        return [value["name"] or ""]
    if isinstance(question.kind, Names):
        return ["\n".join(value)]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _options(question: Question, view: View) -> list[tuple[str, str]]:
    kind, scene = question.kind, view.scene
    if isinstance(kind, Area):
        return list_areas(own_regions(view))
    if isinstance(kind, Choices):
        return _labelled(kind.listed(scene), scene)
    return _labelled(kind.labels, scene) if isinstance(kind, Choice | YesNo) else []


def _labelled(labels: Mapping[Any, str], scene: FormContext) -> list[tuple[str, str]]:
    return [(str(code), str(scene.speech(label))) for code, label in labels.items()]


def own_regions(view: View) -> Gazetteer:
    """The regions of the office's counties."""
    return view.regions.within(view.actor.roles.counties())


def list_areas(regions: Gazetteer) -> list[tuple[str, str]]:
    """Counties, townships and villages that are offered, each below what it lies in."""
    return [
        (area.code, regions.full_name(area.code))
        for county in regions.below()
        for area in (
            county,
            *(
                one
                for township in regions.below(county.code)
                for one in (township, *regions.below(township.code))
            ),
        )
    ]


def list_villages(regions: Gazetteer) -> list[tuple[str, str]]:
    """The villages alone."""
    return [(code, name) for code, name in list_areas(regions) if len(code) == VILLAGE]
