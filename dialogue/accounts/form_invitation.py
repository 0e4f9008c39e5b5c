"""Inviting a broker or a colleague."""

from datetime import date

from dialogue.core import labels
from dialogue.core.form import Answers, Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, Name, Village
from models.core.vocabulary import RoleName


def for_broker(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """A broker covers villages; a colleague covers the county of who invites."""
    return answers.get("role") == RoleName.BROKER


INVITATION = Form(
    "invitation",
    N_("Invitation"),
    (
        Question(
            "role",
            N_("Whom would you like to invite?"),
            N_("Role"),
            Choice(
                {
                    RoleName.BROKER: labels.ROLES[RoleName.BROKER],
                    RoleName.STAFF: labels.ROLES[RoleName.STAFF],
                }
            ),
        ),
        Question(
            "village",
            N_("For which village? More can be added with another invitation."),
            N_("Village"),
            Village(),
            when=for_broker,
        ),
        Question("name", N_("What is their name? As on the ID card."), N_("Name"), Name()),
    ),
)
