"""Writing a notice: what, when, where, for whom, and from when.

Keys are the fields of models.notices.commands.WriteNotice. The shortest path is thirteen answers
and "publish".
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from dialogue.core import labels
from dialogue.core.form import Answers, Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import (
    Area,
    Choice,
    Choices,
    Criteria,
    Day,
    Names,
    Near,
    Number,
    OtherLanguages,
    Paragraphs,
    Photo,
    Place,
    Prose,
    Sort,
    Text,
    Time,
)
from dialogue.parsing.number import NUMBERED
from models.core.vocabulary import Criterion, HasDay, KindTraits, Language, NoticeKind

TITLE_MOST, TEXT_MOST, SEATS_MOST = 40, 400, 100_000
WISHES, PEOPLE, EARLIER = "wishes", "people", "earlier"
NOW, LATER = "now", "later"
AUDIENCE = ("area", "who", "courses", "trades", "reach", "people", "earlier")
# What stays as it is once a notice is out: people have it, and cannot be told otherwise.
FROZEN = (
    *("kind", "to", "area", "who", "courses", "trades", "reach", "people", "earlier"),
    *("publish", "publish_day", "publish_time", "also"),
)


def _traits(answers: Answers) -> KindTraits | None:
    """Those of the kind that was chosen."""
    return NoticeKind(answers["kind"]).traits if "kind" in answers else None


def _has_day(has_day: HasDay) -> Callable[[Answers, date], bool]:
    def asks(answers: Answers, today: date) -> bool:  # noqa: ARG001
        traits = _traits(answers)
        return has_day is (traits.has_day if traits else HasDay.PERHAPS)

    return asks


def _answered(key: str, *values: Any) -> Callable[[Answers, date], bool]:
    return lambda answers, today: answers.get(key) in values  # noqa: ARG005


def _has(key: str, value: str) -> Callable[[Answers, date], bool]:
    return lambda answers, today: value in (answers.get(key) or ())  # noqa: ARG005


def on_a_day(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Only what has a day has an hour."""
    return bool(answers.get("day"))


def lasts(answers: Answers, today: date) -> bool:
    """A course or a campaign may go on for days."""
    traits = _traits(answers)
    return on_a_day(answers, today) and traits is not None and traits.lasts


def has_seats(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """A policy is only read."""
    traits = _traits(answers)
    return traits is None or traits.has_seats


def only_on_the_map(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """A place that was shared has no name."""
    place = answers.get("place")
    return place is not None and not place["name"]


def _translated(code: Language) -> tuple[Question, ...]:
    asked = _has("also", code)
    prompts = {
        Language.ZH: (N_("The title in Chinese?"), N_("And the text in Chinese?")),
        Language.KO: (N_("The title in Korean?"), N_("And the text in Korean?")),
        Language.EN: (N_("The title in English?"), N_("And the text in English?")),
    }
    names = {
        Language.ZH: (N_("Title in Chinese"), N_("Text in Chinese")),
        Language.KO: (N_("Title in Korean"), N_("Text in Korean")),
        Language.EN: (N_("Title in English"), N_("Text in English")),
    }
    kinds = (
        Prose(TITLE_MOST, questions=True, sort=Sort.AS_WRITTEN),
        Paragraphs(TEXT_MOST, sort=Sort.AS_WRITTEN),
    )
    return tuple(
        Question(f"{what}_{code}", prompts[code][n], names[code][n], kinds[n], when=asked)
        for n, what in enumerate(("title", "text"))
    )


NOTICE = Form(
    "notice",
    N_("Notice"),
    (
        Question("kind", N_("What is it?"), N_("Kind"), Choice(labels.NOTICE_NAMES)),
        Question(
            "title",
            N_("What is it called? For example: Spring job fair in Daxinggou"),
            N_("Title"),
            Prose(TITLE_MOST, questions=True, sort=Sort.AS_WRITTEN),
        ),
        Question(
            "text",
            N_("What should people know? A few short sentences."),
            N_("Text"),
            Paragraphs(TEXT_MOST, sort=Sort.AS_WRITTEN),
        ),
        Question(
            "also",
            N_("Will you write it in another language too?"),
            N_("Also in"),
            OtherLanguages(none=N_("Only this one")),
        ),
        *(question for code in Language for question in _translated(code)),
        Question(
            "day",
            N_("On which day? For example 3 May, or: next Monday"),
            N_("Day"),
            Day(near=(Near(N_("Tomorrow"), 1), Near(N_("In a week"), 7))),
            when=_has_day(HasDay.ALWAYS),
        ),
        Question(
            "day",
            N_("Is there a day for it? For example 3 May"),
            N_("Day"),
            Day(near=(Near(N_("Tomorrow"), 1), Near(N_("In a week"), 7))),
            when=_has_day(HasDay.PERHAPS),
            skippable=True,
        ),
        Question(
            "time",
            N_("At what time? For example 9:00"),
            N_("Time"),
            Time(near=("08:30", "09:00", "13:30", "14:00")),
            when=on_a_day,
        ),
        Question(
            "ends_on",
            N_("If it goes on for days: which is the last?"),
            N_("Last day"),
            Day(),
            when=lasts,
            skippable=True,
        ),
        Question(
            "place",
            N_("Where is it? For example: the town hall of Daxinggou"),
            N_("Place"),
            Place(),
            when=has_seats,
            skippable=True,
        ),
        Question(
            "place_name",
            N_("And what is that place called? For example: the town hall of Daxinggou"),
            N_("Place's name"),
            Text(60, sort=Sort.WORKPLACE),
            when=only_on_the_map,
        ),
        Question(
            "capacity",
            N_("For how many people is there room? If there is no limit, skip."),
            N_("Seats"),
            Number(1, SEATS_MOST),
            when=has_seats,
            skippable=True,
        ),
        Question(
            "deadline",
            N_(
                "Until which day can one sign up? For example 1 December. If until it begins, skip."
            ),
            N_("Sign up by"),
            Day(),
            when=has_seats,
            skippable=True,
        ),
        Question("picture", N_("A picture for it?"), N_("Picture"), Photo(), skippable=True),
        Question(
            "to",
            N_("Whom is it for?"),
            N_("For whom"),
            Choice(
                {
                    WISHES: N_("People of an area whom it fits"),
                    PEOPLE: N_("A few people, by name"),
                    EARLIER: N_("Who signed up to an earlier notice"),
                },
                columns=1,
            ),
        ),
        Question("area", N_("In which area?"), N_("Area"), Area(), when=_answered("to", WISHES)),
        Question(
            "who",
            N_("Which people there? Who fits all that you tap."),
            N_("Which people"),
            Criteria(labels.CRITERIA, none=N_("Everybody"), columns=1, no_is_none=False),
            when=_answered("to", WISHES),
        ),
        Question(
            "courses",
            N_("Who want to learn what?"),
            N_("To learn"),
            Choices(labels.COURSES, none=N_("Anything"), columns=1, no_is_none=False),
            when=_has("who", Criterion.TRAINING),
        ),
        Question(
            "trades",
            N_("Who look for what work?"),
            N_("Work wanted"),
            Choices(labels.TRADES, none=N_("Any work"), no_is_none=False),
            when=_has("who", Criterion.WORK),
        ),
        Question(
            "reach",
            N_("Where is the work? People who would not go so far do not get it."),
            N_("Where the work is"),
            Choice(labels.WHERE_WORK_IS, columns=1),
            when=_has("who", Criterion.WORK),
        ),
        Question(
            "people",
            N_("Who? Type the names, with a comma between, such as: 王小春, 李秀英（和盛村）"),
            N_("People"),
            Names(),
            when=_answered("to", PEOPLE),
        ),
        Question(
            "earlier",
            N_("Which one? Type its number; it stands before its title in your list."),
            N_("Earlier notice"),
            Number(1, 10**9, NUMBERED),
            when=_answered("to", EARLIER),
        ),
        Question(
            "publish",
            N_("When should it go out?"),
            N_("Goes out"),
            Choice({NOW: N_("As soon as I say so"), LATER: N_("On a day that I choose")}),
        ),
        Question(
            "publish_day",
            N_("On which day should it go out?"),
            N_("Goes out on"),
            Day(near=(Near(N_("Today"), 0), Near(N_("Tomorrow"), 1))),
            when=_answered("publish", LATER),
        ),
        Question(
            "publish_time",
            N_("At what time? Nobody is written to before 8 and after 20."),
            N_("Goes out at"),
            Time(near=("08:00", "12:00", "18:00")),
            when=_answered("publish", LATER),
        ),
    ),
)
