"""Intake 摸底登记: the questions that fill a labourer's ledger entry.

Keys are the facts of models.labourers.ledger. Seven answers open an entry (REGISTRATION); the rest
is asked afterwards, at once or later (MORE), or two questions at a time (PIECES).
"""

from dataclasses import replace
from datetime import date
from typing import Any

from dialogue.core import labels
from dialogue.core.form import Answers, Form, FormState, Question
from dialogue.core.i18n import N_
from dialogue.fields import (
    Choice,
    Choices,
    Day,
    Near,
    Prose,
    Sort,
    Text,
    Wage,
    YesNo,
)
from dialogue.fields.choice import ABLE, PLACE, WISH
from dialogue.fields.person_questions import (
    BACKGROUND_QUESTIONS,
    CONTRACT_QUESTION,
    PERSON_QUESTIONS,
)
from dialogue.labourers.present_work import is_earning, is_employed
from models.core.vocabulary import Schooling, Wish, WorkStatus
from models.labourers.facts import LATER

# Graduates within two years of school: 16 at the least, and seldom over 30.
LEAVER_OLDEST = 30
LEAVER_SCHOOLING = tuple(Schooling)[2:]


def out_of_work(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Only who has no work has been without it since some day."""
    return answers.get("status") == WorkStatus.OUT_OF_WORK


def has_skill(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """A certificate belongs to a skill."""
    return bool(answers.get("skills"))


def wants_work(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Asked what, where, for how much and from when."""
    return Wish.WORK in (answers.get("wishes") or ())


def wants_training(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Asked which course."""
    return Wish.TRAINING in (answers.get("wishes") or ())


def health_agreed(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """A note of health is kept by a consent of its own (PIPL art. 29)."""
    return bool(answers.get("health_agreed"))


def may_have_left_school(answers: Answers, today: date) -> bool:
    """Young enough, schooled enough, and no longer at school."""
    number, year = answers.get("id_number"), answers.get("birth_year")
    born = int(number[6:10]) if number else year or 0
    young = today.year - born <= LEAVER_OLDEST
    at_school = answers.get("status") in (None, WorkStatus.AT_SCHOOL)
    return young and not at_school and answers.get("schooling") in LEAVER_SCHOOLING


OF_WORK = (
    *("out_of_work_since", "work_place", "work_what", "wage"),
    *("has_contract", "has_insurance"),
)
WHO_QUESTIONS = (
    *PERSON_QUESTIONS,
    Question(
        "status",
        N_("What do you do at present?"),
        N_("Present work"),
        Choice(labels.STATUS, columns=1),
        # Other work has another place and wage.
        brings=OF_WORK,
    ),
    Question(
        "notices",
        N_("Which news may we send you?"),
        N_("News"),
        Choices(labels.NOTICES, none=N_("None"), every=N_("All of it"), fillers=WISH),
    ),
)
MORE_QUESTIONS = (
    Question(
        "out_of_work_since",
        N_("Since when have you been without work? For example 2026-03"),
        N_("Without work since"),
        Day(
            back=40 * 366,
            ahead=0,
            near=(Near(N_("This month"), 0), Near(N_("Half a year ago"), -182)),
        ),
        when=out_of_work,
        skippable=True,
    ),
    Question(
        "work_place",
        N_("Where do you work? The place or the employer."),
        N_("Where"),
        Text(60, sort=Sort.WORKPLACE),
        when=is_earning,
    ),
    Question(
        "work_what",
        N_("What work do you do?"),
        N_("What"),
        Text(60, sort=Sort.WORK),
        when=is_earning,
    ),
    Question(
        "wage",
        N_("How much do you earn in a month? For example 3500"),
        N_("Earns a month"),
        Wage(),
        when=is_earning,
        skippable=True,
    ),
    replace(CONTRACT_QUESTION, when=is_employed),
    Question(
        "has_insurance",
        N_("Does the employer pay your social insurance?"),
        N_("Social insurance"),
        YesNo(N_("Paid"), N_("Not paid"), unknown=N_("Don't know")),
        when=is_employed,
    ),
    *BACKGROUND_QUESTIONS,
    Question(
        "skills",
        N_("What are you good at?"),
        N_("Skills"),
        Choices(labels.SKILLS, none=N_("Nothing special"), other=True, fillers=ABLE),
    ),
    Question(
        "certificates",
        N_("Do you have a certificate? Which?"),
        N_("Certificates"),
        Text(60, never=labels.SKILLS, lacking="certificate", sort=Sort.CERTIFICATE),
        when=has_skill,
        skippable=True,
    ),
    Question(
        "wishes",
        N_("What would you like from us?"),
        N_("Would like"),
        Choices(labels.WISHES, none=N_("Nothing now"), columns=1, fillers=WISH),
    ),
    Question(
        "wanted_work",
        N_("What kind of work would you like?"),
        N_("Work wanted"),
        Choices(labels.TRADES, none=N_("Any work"), other=True, fillers=WISH, no_is_none=False),
        when=wants_work,
    ),
    Question(
        "wanted_reach",
        N_("How far from home may it be?"),
        N_("How far"),
        Choice(labels.REACH, columns=1, fillers=PLACE),
        when=wants_work,
    ),
    Question(
        "wanted_wage",
        N_("What should it pay in a month, at the least?"),
        N_("Pay wanted"),
        Wage(usual=(2000, 2500, 3000, 4000, 5000, 6000), floor=True),
        when=wants_work,
        skippable=True,
    ),
    Question(
        "available_from",
        N_("From when could you start? For example 1 March"),
        N_("Could start"),
        Day(
            ahead=2 * 366,
            near=(Near(N_("Now"), 0), Near(N_("In a month"), 30)),
            soonest=True,
        ),
        when=wants_work,
    ),
    Question(
        "seen_by_brokers",
        N_("May the labour broker of your village see your name, phone and what work you want?"),
        N_("Seen by the broker"),
        YesNo(consent=True),
        when=wants_work,
    ),
    Question(
        "courses",
        N_("What would you like to learn? It is free."),
        N_("Courses"),
        Choices(labels.COURSES, none=N_("Not sure yet"), columns=1, fillers=WISH),
        when=wants_training,
    ),
    Question(
        "left_school_recently",
        N_("Did you leave school within the last two years?"),
        N_("Left school within two years"),
        YesNo(),
        when=may_have_left_school,
    ),
    Question(
        "health_agreed",
        N_(
            "May we keep a note about your health or family, so that work suits you? "
            "You may say no."
        ),
        N_("Health note"),
        YesNo(consent=True),
    ),
    Question(
        "limits",
        N_("What should we mind: your health, children or old people at home?"),
        N_("To mind"),
        Prose(100, lacking="limits", sort=Sort.LIMITS),
        when=health_agreed,
        skippable=True,
    ),
)
# What the conditions of the later questions look at, and was asked before them.
BEFORE = frozenset({"id_number", "birth_year", "status", "registered_poor"})
# All that an entry holds, as it is shown and changed.
INTAKE = Form("intake", N_("Registration"), (*WHO_QUESTIONS, *MORE_QUESTIONS))
# Seven answers open the entry. Who began under the longer form loses nothing of it.
REGISTRATION = Form("intake", INTAKE.title, WHO_QUESTIONS, known=LATER)
# What is asked once somebody is registered, and kept answer by answer.
MORE = Form("more", N_("More about you"), MORE_QUESTIONS, known=BEFORE)
# Of somebody beside a broker: whose questions they are stands where one goes on with them.
MORE_OF_THEM = replace(MORE, title=N_("More about them"), known=BEFORE | {"name"})


def _piece(number: int, *keys: str) -> Form:
    asked = tuple(MORE.of(key) for key in keys)
    known = frozenset({"wishes"}) - {*keys}
    return Form(f"piece {number}", N_("Two questions, so that work fits you"), asked, known)


# So that vacancies fit better, the most telling first.
PIECES = (
    _piece(1, "wishes", "wanted_work"),
    _piece(2, "wanted_reach", "wanted_wage"),
    _piece(3, "available_from", "seen_by_brokers"),
)


def known_in(form: Form, facts: Answers) -> dict[str, Any]:
    """The facts that are asked in a form, and those that its conditions look at."""
    keys = {*form.known, *(question.key for question in form.questions)}
    return {key: value for key, value in facts.items() if key in keys}


def next_piece(facts: Answers, today: date) -> Form | None:
    """The next two questions about the work that somebody looks for; None where there are none."""
    for form in PIECES:
        if FormState(form, today, form.fitting(facts, today)).question is not None:
            return form
    return None


def has_more(facts: Answers, today: date) -> bool:
    """Whether there is something that this person was not asked yet."""
    return FormState(MORE, today, MORE.fitting(facts, today)).question is not None


def to_change(facts: Answers) -> dict[str, Any]:
    """The facts of an entry for a change: what was not asked yet is not asked in passing."""
    return {**dict.fromkeys(LATER), **facts}
