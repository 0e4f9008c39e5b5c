"""Which questions about present work belong to which status."""

from datetime import date

from dialogue.core.form import Answers
from models.core.vocabulary import WorkStatus

EMPLOYED = (WorkStatus.IN_COUNTY, WorkStatus.IN_PROVINCE, WorkStatus.OUTSIDE)
EARNING = (*EMPLOYED, WorkStatus.SELF_EMPLOYED)


def is_employed(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Contract and insurance are an employer's duty."""
    return answers.get("status") in EMPLOYED


def is_earning(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Employed, or working for oneself."""
    return answers.get("status") in EARNING
