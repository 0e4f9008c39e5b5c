"""A record by its number, as lists and files show it."""

from dialogue.form import Form, Question
from dialogue.kinds import Text
from dialogue.speech import N_

RECORD = Form(
    "record number",
    N_("A record by its number"),
    (
        Question(
            "number",
            N_("Which record? Type its number as it stands in the list, such as P12"),
            N_("Number"),
            Text(20),
        ),
    ),
)
