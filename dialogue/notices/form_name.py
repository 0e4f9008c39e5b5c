"""Forms of one question: a name."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Name

WHO_IS_HERE = Form(
    "who is here",
    N_("Who is here"),
    (Question("name", N_("Who is here? Type the whole name."), N_("Name"), Name()),),
)

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
