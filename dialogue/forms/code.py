"""The one question of who comes with a code."""

from dialogue.form import Form, Question
from dialogue.kinds import Code
from dialogue.speech import N_

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
