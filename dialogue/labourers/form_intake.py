"""Intake 摸底登记: the questions that fill a labourer's ledger entry.

Keys are the facts of models.labourers.ledger. The shortest path is twelve questions.
"""

from datetime import date

from dialogue.core import labels
from dialogue.core.form import Answers, Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import (
    BirthYear,
    Choice,
    Choices,
    Day,
    IdNumber,
    Money,
    Name,
    Near,
    Phone,
    Text,
    Village,
    YesNo,
)
from dialogue.placements.present_work import is_earning, is_employed
from models.core.age import is_in_doubt
from models.core.vocabulary import Schooling, Wish, WorkStatus

# Graduates within two years of school: 16 at the least, and seldom over 30.
LEAVER_OLDEST = 30
LEAVER_SCHOOLING = tuple(Schooling)[2:]


def no_id_number(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """The ID number tells sex and year; without it they are asked."""
    return "id_number" in answers and answers["id_number"] is None


def age_in_doubt(answers: Answers, today: date) -> bool:
    """Work begins at 16: where the year alone leaves that open, the day is asked."""
    return no_id_number(answers, today) and is_in_doubt(answers.get("birth_year"), today)


def registered_poor(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """A registered household is known by its head."""
    return bool(answers.get("registered_poor"))


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


INTAKE = Form(
    "intake",
    N_("Registration"),
    (
        Question("name", N_("What is your name?"), N_("Name"), Name()),
        Question(
            "id_number",
            N_("Your ID number? All 18 characters are on your ID card."),
            N_("ID number"),
            IdNumber(),
            skippable=True,
        ),
        Question(
            "sex",
            N_("Are you a woman or a man?"),
            N_("Sex"),
            Choice(labels.SEX),
            when=no_id_number,
        ),
        Question(
            "birth_year",
            N_("In which year were you born? For example 1985"),
            N_("Born"),
            BirthYear(),
            when=no_id_number,
        ),
        Question(
            "born_on",
            N_("On which day were you born? For example 2010-05-03"),
            N_("Born on"),
            Day(back=18 * 366, ahead=0),
            when=age_in_doubt,
        ),
        Question(
            "phone",
            N_("Which phone number can we call you on?"),
            N_("Phone"),
            Phone(),
            skippable=True,
        ),
        Question("village", N_("Which village is your home?"), N_("Village"), Village()),
        Question(
            "registered_poor",
            N_("Is your household a registered poor household?"),
            N_("Registered poor household"),
            YesNo(),
        ),
        Question(
            "household_head",
            N_("What is the name of the head of your household?"),
            N_("Head of household"),
            Name(),
            when=registered_poor,
        ),
        Question(
            "ethnicity",
            N_("Which ethnic group are you?"),
            N_("Ethnic group"),
            Choice(labels.ETHNICITIES, other=True),
        ),
        Question(
            "schooling",
            N_("How far did you get at school?"),
            N_("Schooling"),
            Choice(labels.SCHOOLING),
        ),
        Question(
            "status",
            N_("What do you do at present?"),
            N_("Present work"),
            Choice(labels.STATUS, columns=1),
        ),
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
            Text(60),
            when=is_earning,
        ),
        Question("work_what", N_("What work do you do?"), N_("What"), Text(60), when=is_earning),
        Question(
            "wage",
            N_("How much do you earn in a month? For example 3500"),
            N_("Earns a month"),
            Money(),
            when=is_earning,
            skippable=True,
        ),
        Question(
            "has_contract",
            N_("Did you sign a work contract?"),
            N_("Contract"),
            YesNo(N_("Signed"), N_("Not signed")),
            when=is_employed,
        ),
        Question(
            "has_insurance",
            N_("Does the employer pay your social insurance?"),
            N_("Social insurance"),
            YesNo(N_("Paid"), N_("Not paid")),
            when=is_employed,
        ),
        Question(
            "skills",
            N_("What are you good at?"),
            N_("Skills"),
            Choices(labels.SKILLS, none=N_("Nothing special"), other=True),
        ),
        Question(
            "certificates",
            N_("Do you have a certificate? Which?"),
            N_("Certificates"),
            Text(60),
            when=has_skill,
            skippable=True,
        ),
        Question(
            "wishes",
            N_("What would you like from us?"),
            N_("Would like"),
            Choices(labels.WISHES, none=N_("Nothing now"), columns=1),
        ),
        Question(
            "wanted_work",
            N_("What kind of work would you like?"),
            N_("Work wanted"),
            Choices(labels.TRADES, none=N_("Any work"), other=True),
            when=wants_work,
        ),
        Question(
            "wanted_reach",
            N_("How far from home may it be?"),
            N_("How far"),
            Choice(labels.REACH, columns=1),
            when=wants_work,
        ),
        Question(
            "wanted_wage",
            N_("What should it pay in a month, at the least?"),
            N_("Pay wanted"),
            Money(usual=(2000, 2500, 3000, 4000, 5000, 6000)),
            when=wants_work,
            skippable=True,
        ),
        Question(
            "available_from",
            N_("From when could you start? For example 1 March"),
            N_("Could start"),
            Day(ahead=2 * 366, near=(Near(N_("Now"), 0), Near(N_("In a month"), 30))),
            when=wants_work,
        ),
        Question(
            "seen_by_brokers",
            N_(
                "May the labour broker of your village see your name, phone and what work you want?"
            ),
            N_("Seen by the broker"),
            YesNo(),
            when=wants_work,
        ),
        Question(
            "courses",
            N_("What would you like to learn? It is free."),
            N_("Courses"),
            Choices(labels.COURSES, none=N_("Not sure yet"), columns=1),
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
            YesNo(),
        ),
        Question(
            "limits",
            N_("What should we mind: your health, children or old people at home?"),
            N_("To mind"),
            Text(100),
            when=health_agreed,
            skippable=True,
        ),
        Question(
            "notices",
            N_("Which news may we send you?"),
            N_("News"),
            Choices(labels.NOTICES, none=N_("None"), every=N_("All of it")),
        ),
    ),
)
