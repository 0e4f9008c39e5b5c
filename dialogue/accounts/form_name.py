"""Forms of one question: one's own name, and the name of somebody looked at."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Name

MY_NAME = Form(
    "my name",
    N_("My name"),
    (
        Question(
            "name",
            N_("What is your name? Your colleagues see it, and what you do is kept under it."),
            N_("Name"),
            Name(),
        ),
    ),
)
WHOSE_LOOKS = Form(
    "whose looks",
    N_("Who looked at a person"),
    (Question("name", N_("Who was looked at? Type the whole name."), N_("Name"), Name()),),
)
