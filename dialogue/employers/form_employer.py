"""An employer: who it is and where; and what is asked to find, merge and blacklist one.

Keys are those of models.employers.directory.
"""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, Prose, Sort, Text
from dialogue.fields.employer_questions import EMPLOYER_QUESTIONS, NAME_MOST

WHY_MOST = 200
NO, YES = "no", "yes"

EMPLOYER = Form("employer", N_("Employer"), EMPLOYER_QUESTIONS)

FIND = Form(
    "find employer",
    N_("Find an employer"),
    (
        Question(
            "words",
            N_("Which employer? A part of the name is enough."),
            N_("Part of the name"),
            Text(NAME_MOST, figures=True, sort=Sort.ANYTHING),
        ),
    ),
)
MERGE = Form(
    "merge employer",
    N_("Two employers that are one"),
    (
        Question(
            "words",
            N_("It is the same as which other? Type a part of that one's name."),
            N_("Part of the name"),
            Text(NAME_MOST, figures=True, sort=Sort.ANYTHING),
        ),
    ),
)
BLACKLIST = Form(
    "blacklist employer",
    N_("Onto the blacklist"),
    (
        Question(
            "why",
            N_(
                "Why is it put on the blacklist? In one sentence that the people there may read, "
                "such as: wages of 12 people unpaid for three months"
            ),
            N_("Why"),
            Prose(WHY_MOST, sort=Sort.AS_WRITTEN),
        ),
        Question(
            "sure",
            N_(
                "Everybody who works there is told, and their brokers. Its vacancies are closed, "
                "and nobody new is placed there. Put it on the list?"
            ),
            N_("Sure"),
            # A stray 1, typed to the question before, must not put anybody on a list.
            Choice({NO: N_("No, leave it off"), YES: N_("Yes, put it on the list")}, columns=1),
        ),
    ),
)
