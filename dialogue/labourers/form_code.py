"""The one question of who comes with a code."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Code

CLAIM = Form(
    "claim",
    N_("I have a code"),
    (
        Question(
            "code",
            N_("What is your code? It has 8 digits, from the broker or the office."),
            N_("Code"),
            Code(),
        ),
    ),
)
