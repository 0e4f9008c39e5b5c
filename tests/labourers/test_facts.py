"""Every question has a home: an answer that nothing would keep is found here, not in a county."""

from dataclasses import fields

from dialogue.accounts.form_invitation import INVITATION
from dialogue.core.form import Form
from dialogue.labourers.form_intake import INTAKE, MORE, REGISTRATION
from models.accounts.invitations import Invitation
from models.labourers import facts
from models.labourers.labourer import Labourer


def keys(form: Form) -> set[str]:
    """The questions of a form."""
    return {question.key for question in form.questions}


def test_every_question_of_the_intake_is_kept_in_the_entry() -> None:
    assert keys(INTAKE) == facts.ALL


def test_what_is_asked_later_is_what_does_not_open_the_entry() -> None:
    assert keys(MORE) == facts.LATER
    assert keys(REGISTRATION) == facts.OPENING


def test_every_column_of_an_entry_is_asked_for_or_known_not_to_be() -> None:
    assert set(Labourer.model_fields) >= facts.NOT_ASKED | facts.DERIVED_COLUMNS


def test_every_question_of_an_invitation_is_a_field_of_it() -> None:
    assert keys(INVITATION) == {field.name for field in fields(Invitation)}
