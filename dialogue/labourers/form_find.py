"""The one question by which staff find an entry. Its key is the field of FindEntry."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Sort, Text

WORDS = Question(
    "words",
    N_("Whom do you look for? Name, name and village, phone number or ID number."),
    N_("Looked for"),
    Text(60, figures=True, sort=Sort.ANYTHING),
)
FIND = Form("find entry", N_("Find an entry"), (WORDS,))
COMPARE = Form("compare entry", N_("The other entry"), (WORDS,))
