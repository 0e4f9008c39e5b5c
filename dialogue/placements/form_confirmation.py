"""The labourer's word on a report: is it so, from that day, at that wage; contract, fee.

Keys are the fields of models.placements.statement.Statement. Who says that all is right answers
three questions.
"""

from dataclasses import replace
from datetime import date

from dialogue.core.form import Answers, Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, Day, Near, Sort, Wage, YesNo
from dialogue.fields.person_questions import CONTRACT_QUESTION
from models.core.vocabulary import NotSo
from models.placements.statement import Verdict

RIGHT = {
    Verdict.YES: N_("✅ Yes, all of it"),
    Verdict.DIFFERS: N_("✏️ Something is different"),
    Verdict.NO: N_("❌ I don't work there"),
}
WHY_NOT = {
    NotSo.NEVER: N_("I never went there"),
    NotSo.LEFT: N_("I have left already"),
    NotSo.ELSEWHERE: N_("I work somewhere else"),
}


def differs(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Something was reported otherwise than it is."""
    return answers.get("right") == Verdict.DIFFERS


def works(answers: Answers, today: date) -> bool:  # noqa: ARG001
    return answers.get("right") in (Verdict.YES, Verdict.DIFFERS)


def does_not(answers: Answers, today: date) -> bool:  # noqa: ARG001
    return answers.get("right") == Verdict.NO


CONFIRMATION = Form(
    "confirmation",
    N_("Is your work right?"),
    (
        Question("right", N_("Is that right?"), N_("Right"), Choice(RIGHT, columns=1)),
        Question(
            "starts_on",
            N_("From which day did you really work there? If the day was right, skip."),
            N_("Since"),
            Day(
                back=366,
                ahead=60,
                near=(Near(N_("Today"), 0), Near(N_("Yesterday"), -1)),
                exact=True,
            ),
            when=differs,
            skippable=True,
        ),
        Question(
            "wage",
            N_("How much do you really get in a month? If the amount was right, skip."),
            N_("Wage a month"),
            Wage(),
            when=differs,
            skippable=True,
        ),
        replace(CONTRACT_QUESTION, when=works),
        Question(
            "fee",
            N_("Did anybody ask you for money to get this job?"),
            N_("Money asked"),
            YesNo(N_("Yes, money was asked"), N_("No, nobody did")),
            when=works,
        ),
        Question(
            "why",
            N_("What is it, then?"),
            N_("Why not"),
            Choice(WHY_NOT, other=True, columns=1, sort=Sort.SENTENCE),
            when=does_not,
        ),
    ),
)
