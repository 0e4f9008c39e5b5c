"""A paper or photo that shows what a placement says: what it is, and the file."""

from dialogue.core import labels
from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, Files

PAPER = Form(
    "paper",
    N_("A paper for a placement"),
    (
        Question(
            "kind",
            N_("What kind of paper is it?"),
            N_("Kind of paper"),
            Choice(labels.EVIDENCE_KINDS, columns=1),
        ),
        Question("file", N_("Please send it: a photo, or a file."), N_("File"), Files()),
    ),
)
