"""Something is wrong at work: what, where, since when; and what staff write about it.

Keys are the fields of models.grievances.opening.GrievanceReport. The shortest path is what, two
skips and "save".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dialogue.core import labels
from dialogue.core.form import Answers, Form, Option, Question
from dialogue.core.i18n import N_
from dialogue.fields import (
    Choice,
    Day,
    Files,
    Money,
    Near,
    Paragraphs,
    Phone,
    Sort,
    Text,
    Village,
    WordsAndFiles,
)
from dialogue.fields.called import Called
from dialogue.fields.matching import Meant
from dialogue.grievances.taken import what_was_taken
from models.core.vocabulary import Trouble

WHERE_MOST, WORDS_MOST, AMOUNT_MOST = 60, 400, 1_000_000
LASTING = (Trouble.UNPAID, Trouble.NO_CONTRACT, Trouble.NO_INSURANCE)
MONEY = (Trouble.UNPAID, Trouble.FEE)


@dataclass(frozen=True)
class TroubleChoice(Choice):
    """What is wrong. Of "they took my …" the thing that was taken decides."""

    def _meant(self, typed: str, options: list[Option]) -> Meant:
        taken = what_was_taken(typed)
        if len(taken) > 1:
            return Meant(near=taken)
        return Meant(sure=taken) if taken else super()._meant(typed, options)


def _about(*troubles: Trouble) -> Callable[[Answers, date], bool]:
    return lambda answers, today: answers.get("kind") in troubles  # noqa: ARG005


GRIEVANCE = Form(
    "grievance",
    N_("Something is wrong at work"),
    (
        Question(
            "kind",
            N_("What is wrong?"),
            N_("What is wrong"),
            TroubleChoice(labels.TROUBLES, columns=1),
        ),
        Question(
            "employer",
            N_("Where is that? Type the name of the workplace or of the boss."),
            N_("Where"),
            Text(WHERE_MOST, sort=Sort.WORKPLACE),
            skippable=True,
        ),
        Question(
            "since",
            N_("Since when? For example: since May, or 3 May"),
            N_("Since when"),
            Day(
                back=3660,
                ahead=0,
                near=(
                    Near(N_("For a month"), -30),
                    Near(N_("For three months"), -91),
                    Near(N_("For half a year"), -182),
                ),
            ),
            when=_about(*LASTING),
            skippable=True,
        ),
        Question(
            "amount",
            N_("How much money is it about? Roughly is enough, such as 3500."),
            N_("How much"),
            Money(1, AMOUNT_MOST),
            when=_about(*MONEY),
            skippable=True,
        ),
        Question(
            "words",
            N_("What happened? A few sentences in your own words."),
            N_("What happened"),
            Paragraphs(WORDS_MOST),
            skippable=True,
        ),
        Question(
            "photo",
            N_("A photo of it? Of a contract, a pay slip, a message, the place …"),
            N_("Photo"),
            Files(words_to="words"),
            skippable=True,
        ),
    ),
)
ADD = Form(
    "grievance add",
    N_("Adding to a grievance"),
    (
        Question(
            "more",
            N_("What is there to add? Type it, or send photos and files; one after the other."),
            N_("Added"),
            WordsAndFiles(),
        ),
    ),
)
_ASKED = {question.key: question for question in GRIEVANCE.questions}
# Before registration: no more than what it is and how to call back.
FIRST = Form(
    "grievance first",
    N_("Something is wrong at work"),
    (
        *(_ASKED[key] for key in ("kind", "employer", "amount", "words")),
        Question("called", N_("What shall we call you?"), N_("Called"), Called()),
        Question(
            "phone",
            N_("On which phone can we call you? Without one we answer here."),
            N_("Phone"),
            Phone(),
            skippable=True,
        ),
        Question(
            "village",
            N_("Which village is your home? You may leave that out."),
            N_("Village"),
            Village(),
            skippable=True,
        ),
    ),
)
NOTE = Form(
    "grievance note",
    N_("News for the person"),
    (
        Question(
            "words",
            N_("What was done? The person reads these words."),
            N_("Note"),
            Paragraphs(WORDS_MOST),
        ),
    ),
)
END = Form(
    "grievance end",
    N_("Closing a grievance"),
    (
        Question(
            "words",
            N_("What came of it? The person reads these words."),
            N_("What came of it"),
            Paragraphs(WORDS_MOST),
        ),
    ),
)
