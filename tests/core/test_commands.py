"""Every question of a form has a field in its command, and every field a question."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from dialogue.brokers.form_broker import BROKER
from dialogue.core.form import Form
from dialogue.employers.form_employer import EMPLOYER
from dialogue.grievances.form_grievance import END, GRIEVANCE, NOTE
from dialogue.notices.form_notice import NOTICE
from dialogue.placements.form_check_in import CHECK_IN, LEAVE
from dialogue.placements.form_confirmation import CONFIRMATION
from dialogue.placements.form_paper import PAPER
from dialogue.placements.form_why import REJECT, SEND_BACK
from dialogue.vacancies.form_vacancy import VACANCY
from models.brokers.commands import BrokerApplication
from models.core.commands import from_answers
from models.core.vocabulary import Leaving, Trouble
from models.employers.commands import EmployerDetails
from models.grievances.handling import Note
from models.grievances.opening import GrievanceReport
from models.notices.commands import WriteNotice
from models.placements.ending import Leave
from models.placements.evidence import Paper
from models.placements.follow_up import CheckInAnswer, NothingWrong
from models.placements.review import Reason
from models.placements.statement import Statement, Verdict
from models.vacancies.commands import OpenVacancy

PAIRS: tuple[tuple[Form, type], ...] = (
    (NOTICE, WriteNotice),
    (VACANCY, OpenVacancy),
    (EMPLOYER, EmployerDetails),
    (BROKER, BrokerApplication),
    (CONFIRMATION, Statement),
    (CHECK_IN, CheckInAnswer),
    (LEAVE, Leave),
    (PAPER, Paper),
    (SEND_BACK, Reason),
    (REJECT, Reason),
    (GRIEVANCE, GrievanceReport),
    (NOTE, Note),
    (END, Note),
)


@pytest.mark.parametrize(("form", "command"), PAIRS)
def test_the_questions_of_a_form_are_the_fields_of_its_command(form: Form, command: Any) -> None:
    assert {question.key for question in form.questions} == {one.name for one in fields(command)}


def test_an_answer_without_a_field_is_refused_loudly() -> None:
    with pytest.raises(TypeError, match="smartphone"):
        from_answers(Statement, {"right": "yes", "smartphone": True})


def test_answers_are_read_as_drafts_keep_them() -> None:
    said = {"right": "differs", "starts_on": "2026-11-20", "wage": 3000, "why": None}
    assert from_answers(Statement, said) == Statement(
        Verdict.DIFFERS, starts_on=date(2026, 11, 20), wage=3000
    )
    gone = {"still": "no", "left_on": "2026-11-20", "why": "pay"}
    assert from_answers(CheckInAnswer, gone) == CheckInAnswer(
        still=False, left_on=date(2026, 11, 20), why=Leaving.PAY
    )


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"paid": False}, Trouble.UNPAID),
        ({"paid": True, "trouble": "nothing"}, None),
        ({"paid": True, "trouble": "danger"}, Trouble.DANGER),
        ({}, None),
    ],
)
def test_a_check_in_tells_what_is_wrong(answers: dict[str, Any], told: Trouble | None) -> None:
    answer = from_answers(CheckInAnswer, {"still": "yes", **answers})
    assert answer.told_trouble is told
    assert answer.trouble in (None, NothingWrong.NOTHING, told)
