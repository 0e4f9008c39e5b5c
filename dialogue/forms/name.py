"""The one question of who is here."""

from dialogue.form import Form, Question
from dialogue.kinds import Name
from dialogue.speech import N_

WHO_IS_HERE = Form(
    "who is here",
    N_("Who is here"),
    (Question("name", N_("Who is here? Type the whole name."), N_("Name"), Name()),),
)
