"""A record by its number, as lists and files show it."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Sort, Text

RECORD = Form(
    "record number",
    N_("A record by its number"),
    (
        Question(
            "number",
            N_("Which record? Type its number as it stands in the list, such as P12"),
            N_("Number"),
            Text(20, figures=True, sort=Sort.ANYTHING),
        ),
    ),
)
