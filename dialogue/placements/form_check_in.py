"""Following up: still there, paid in full and on time, the wage, any trouble; or gone, and why.

Keys are the fields of models.placements.follow_up.CheckInAnswer, and of ending.Leave.
"""

from datetime import date

from dialogue.core import labels
from dialogue.core.form import Answers, Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, Day, Near, Wage, YesNo
from models.placements.follow_up import NothingWrong

YES, NO = "yes", "no"
STILL = {YES: N_("✅ Yes, still there"), NO: N_("👋 No, I left")}
TROUBLES = {str(NothingWrong.NOTHING): N_("No, all is well")} | {
    str(k): v for k, v in labels.TROUBLES.items()
}


def is_there(answers: Answers, today: date) -> bool:  # noqa: ARG001
    return answers.get("still") == YES


def is_paid(answers: Answers, today: date) -> bool:
    """Nothing is owed, so something else may be wrong."""
    return is_there(answers, today) and answers.get("paid") is True


def is_gone(answers: Answers, today: date) -> bool:  # noqa: ARG001
    return answers.get("still") == NO


CHECK_IN = Form(
    "check-in",
    N_("How is your work?"),
    (
        Question("still", N_("Do you still work there?"), N_("Still there"), Choice(STILL)),
        Question(
            "paid",
            N_("Were you paid in full and on time?"),
            N_("Paid in full, on time"),
            YesNo(N_("Yes, in full"), N_("No, something is owed")),
            when=is_there,
        ),
        Question(
            "wage",
            N_("How much did you get last month? If you would rather not say, skip."),
            N_("Wage a month"),
            Wage(),
            when=is_there,
            skippable=True,
        ),
        Question(
            "trouble",
            N_("Is anything wrong at work?"),
            N_("Anything wrong"),
            Choice(TROUBLES, columns=1),
            when=is_paid,
        ),
        Question(
            "left_on",
            N_("On which day did you leave?"),
            N_("Left on"),
            Day(back=400, ahead=0, near=(Near(N_("Today"), 0), Near(N_("A week ago"), -7))),
            when=is_gone,
        ),
        Question("why", N_("Why did you leave?"), N_("Why"), Choice(labels.LEAVINGS), when=is_gone),
    ),
)
LEAVE = Form(
    "leave",
    N_("Left work"),
    (
        Question(
            "left_on",
            N_("On which day did they leave?"),
            N_("Left on"),
            Day(back=400, ahead=0, near=(Near(N_("Today"), 0), Near(N_("A week ago"), -7))),
        ),
        Question("why", N_("Why did they leave?"), N_("Why"), Choice(labels.LEAVINGS)),
    ),
)
