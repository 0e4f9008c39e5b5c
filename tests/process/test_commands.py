"""Every question of a form has a home: a field of the command that its use case takes."""

from dataclasses import fields
from typing import Any

import pytest

from dialogue.brokers.form_broker import BROKER
from dialogue.core.form import Form
from dialogue.employers.form_employer import EMPLOYER
from dialogue.notices.form_notice import NOTICE
from dialogue.vacancies.form_vacancy import VACANCY
from models.brokers.commands import BrokerApplication
from models.employers.commands import EmployerDetails
from models.notices.commands import WriteNotice
from models.vacancies.commands import OpenVacancy


@pytest.mark.parametrize(
    ("form", "command"),
    [
        (NOTICE, WriteNotice),
        (VACANCY, OpenVacancy),
        (EMPLOYER, EmployerDetails),
        (BROKER, BrokerApplication),
    ],
)
def test_the_questions_of_a_form_are_the_fields_of_its_command(form: Form, command: Any) -> None:
    asked = {question.key for question in form.questions}
    assert asked == {field.name for field in fields(command)}
