"""Reporting a placement: who, where, from when, in what post, and on what terms.

Who and where are known mostly: what was reported last at an employer comes along, so that three
answers and "save" are enough. Keys are those of models.placements.reporting, and the intake's for a
new person.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from dialogue.core import labels
from dialogue.core.form import Answers, Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, Day, Lookup, Near, PeopleLookup, Sort, Suggestions, Wage, YesNo
from dialogue.fields.employer_questions import EMPLOYER_QUESTIONS
from dialogue.fields.person_questions import PERSON_QUESTIONS, READ_OUT

BOTH, CONTRACT, INSURANCE, NEITHER = "both", "contract", "insurance", "neither"
PAPERS = {
    BOTH: N_("Contract and insurance"),
    CONTRACT: N_("Contract only"),
    INSURANCE: N_("Insurance only"),
    NEITHER: N_("Neither yet"),
}
OF_EMPLOYER = ("destination", "region")
# What was reported last at an employer comes along with it.
TERMS = ("destination", "region", "post", "wage", "papers", "brought")


def is_new_person(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Somebody who is not in the ledger yet."""
    return any(one["id"] is None for one in answers.get("who") or ())


def has_new_person_agreed(answers: Answers, today: date) -> bool:
    """The new person agreed to be written down."""
    return is_new_person(answers, today) and answers.get("agreed") is True


def is_new_employer(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """An employer whom nobody knows yet."""
    employer = answers.get("employer")
    return employer is not None and employer["id"] is None


def _of_person(question: Question) -> Question:
    def asked(answers: Answers, today: date) -> bool:
        return has_new_person_agreed(answers, today) and question.when(answers, today)

    return replace(question, when=asked)


PERSON = tuple(_of_person(q) for q in PERSON_QUESTIONS)
# Under another name it is another employer.
OF_NAME = {"employer_name": tuple(q.key for q in EMPLOYER_QUESTIONS[1:])}
EMPLOYER = tuple(
    q if q.key in OF_EMPLOYER else replace(q, when=is_new_employer, brings=OF_NAME.get(q.key, ()))
    for q in EMPLOYER_QUESTIONS
)

PLACEMENT = Form(
    "placement",
    N_("Placement"),
    (
        Question(
            "who",
            N_("Who goes to work?"),
            N_("Who"),
            PeopleLookup(N_("➕ Somebody new")),
            brings=("brought",),
        ),
        Question(
            "agreed",
            READ_OUT,
            N_("Agreed"),
            YesNo(N_("Yes, they agree"), N_("No, they do not")),
            when=is_new_person,
        ),
        *PERSON,
        Question(
            "employer",
            N_("At which employer?"),
            N_("Employer"),
            Lookup(N_("➕ Another employer")),
            brings=TERMS,
        ),
        *EMPLOYER,
        Question(
            "starts_on",
            N_("From which day? For example 1 December"),
            N_("From"),
            Day(
                back=366,
                ahead=30,
                exact=True,
                near=(Near(N_("Today"), 0), Near(N_("Tomorrow"), 1), Near(N_("In a week"), 7)),
            ),
        ),
        Question(
            "post",
            N_("In what post? For example: sewing"),
            N_("Post"),
            Suggestions(60, sort=Sort.WORK),
        ),
        Question(
            "wage",
            N_("How much do they get in a month? For example 3500"),
            N_("Wage a month"),
            Wage(usual=(2500, 3000, 3500, 4000, 5000, 6000)),
        ),
        Question(
            "papers",
            N_("Is there a contract, is there insurance?"),
            N_("Papers"),
            Choice(PAPERS),
        ),
        Question(
            "brought",
            N_("How did they get there?"),
            N_("How"),
            Choice(labels.BROUGHT, columns=1),
        ),
    ),
)


def papers_answer(*, contract: bool, insurance: bool) -> str:
    return {(True, True): BOTH, (True, False): CONTRACT, (False, True): INSURANCE}.get(
        (contract, insurance), NEITHER
    )


def papers_facts(answers: Answers) -> dict[str, Any]:
    return {
        "has_contract": answers["papers"] in (BOTH, CONTRACT),
        "has_insurance": answers["papers"] in (BOTH, INSURANCE),
    }
