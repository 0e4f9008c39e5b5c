"""A message to the county office or to one's broker, and the answer."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Paragraphs, Sort

WORDS_MOST = 400
ENQUIRY = Form(
    "enquiry",
    N_("A message to the county office"),
    (
        Question(
            "words",
            N_("What should the county office know, or tell you? Write it in your own words."),
            N_("Message"),
            Paragraphs(WORDS_MOST, sort=Sort.AS_WRITTEN),
        ),
    ),
)
ENQUIRY_TO_BROKER = Form(
    "enquiry broker",
    N_("A message to your broker"),
    (
        Question(
            "words",
            N_(
                "What should your broker know, or tell you? Write it in your own words. "
                "Your broker reads it with your name. The county office can read it too."
            ),
            N_("Message"),
            Paragraphs(WORDS_MOST, sort=Sort.AS_WRITTEN),
        ),
    ),
)
ANSWER = Form(
    "enquiry answer",
    N_("An answer from the office"),
    (
        Question(
            "words",
            N_("What do you answer? The person reads these words."),
            N_("Answer"),
            Paragraphs(WORDS_MOST, sort=Sort.AS_WRITTEN),
        ),
    ),
)
