"""Forms of one question: a name."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Name

WHO_IS_HERE = Form(
    "who is here",
    N_("Who is here"),
    (Question("name", N_("Who is here? Type the whole name."), N_("Name"), Name()),),
)
