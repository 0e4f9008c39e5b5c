"""What several forms ask of a person: the consent that is read out, and who they are.

Keys are the facts of models.labourers.ledger.
"""

from datetime import date

from dialogue.core import labels
from dialogue.core.form import Answers, Question
from dialogue.core.i18n import N_
from dialogue.fields import (
    BirthDay,
    BirthYear,
    Choice,
    IdNumber,
    Name,
    Phone,
    Sort,
    Village,
    YesNo,
)
from dialogue.fields.household_head import HouseholdHead
from models.core.age import is_in_doubt
from models.labourers.household import HEAD_SELF

READ_OUT = N_(
    "Please read this out to the person beside you:\n\n"
    "“The county employment office will write down who you are, your ID number and phone, where "
    "you live, your work and your pay, so that jobs, courses and grants reach you. The office sees "
    "it, and I who write it; the broker of your village if you say yes to that; whoever offers "
    "work, if you ask for it. It is kept as long as you are registered. Telegram carries it, "
    "perhaps abroad. You can see it, change it or have it deleted at any time: ask me or the "
    "office, or call 12333. On your own phone you will be asked once more. Is that all right?”"
)


def no_id_number(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """The ID number tells sex and year; without it they are asked."""
    return "id_number" in answers and answers["id_number"] is None


def age_in_doubt(answers: Answers, today: date) -> bool:
    """Work begins at 16: where the year alone leaves that open, the day is asked."""
    return no_id_number(answers, today) and is_in_doubt(answers.get("birth_year"), today)


def registered_poor(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """A registered household is known by its head."""
    return bool(answers.get("registered_poor"))


def heads_another(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Somebody else is the head, who may have a namesake."""
    head = answers.get("household_head")
    return bool(answers.get("registered_poor")) and head not in (None, HEAD_SELF)


PERSON_QUESTIONS = (
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
        BirthDay(back=18 * 366),
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
        YesNo(also_yes="Registered poor household", also_no="Not a registered poor household"),
    ),
)
BACKGROUND_QUESTIONS = (
    Question(
        "household_head",
        N_("What is the name of the head of your household?"),
        N_("Head of household"),
        HouseholdHead(),
        when=registered_poor,
        brings=("head_birth_year",),
    ),
    Question(
        "head_birth_year",
        N_("In which year was the head born? It tells two of one name apart."),
        N_("Head born"),
        BirthYear(youngest=0, oldest=120),
        when=heads_another,
        skippable=True,
    ),
    Question(
        "ethnicity",
        N_("Which ethnic group are you?"),
        N_("Ethnic group"),
        Choice(labels.ETHNICITIES, other=True, sort=Sort.ETHNIC_GROUP),
    ),
    Question(
        "schooling",
        N_("How far did you get at school?"),
        N_("Schooling"),
        Choice(labels.SCHOOLING),
    ),
)
CONTRACT_QUESTION = Question(
    "has_contract",
    N_("Did you sign a work contract?"),
    N_("Contract"),
    YesNo(N_("Signed"), N_("Not signed"), unknown=N_("Don't know")),
)
