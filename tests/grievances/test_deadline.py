"""How long the office has, and how long its answer can be questioned: one rule, said everywhere."""

import pytest

from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from dialogue.grievances.labourer import TOLD
from models.core.refusal import Refusal
from models.core.vocabulary import Language
from models.grievances.deadline import REOPENED_WITHIN
from models.grievances.grievance import StepKind


@pytest.mark.parametrize("language", Language)
def test_what_people_read_names_the_days_of_the_rule(language: Language) -> None:
    speech, days = Speech(language), str(REOPENED_WITHIN.days)
    closed = speech(TOLD[StepKind.CLOSED], kind="", number="", words="")
    assert days in closed
    assert days in explain_refusal(Refusal("grievance_long_over"), speech)
