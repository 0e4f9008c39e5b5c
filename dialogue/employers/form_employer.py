"""An employer: who it is and where; and what is asked to find, merge and blacklist one.

Keys are those of models.employers.directory. The report of a placement asks EMPLOYER_QUESTIONS too.
"""

from dialogue.core import labels
from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, CreditCode, Text

NAME_MOST, WHY_MOST = 60, 200
NO, YES = "no", "yes"

EMPLOYER_QUESTIONS = (
    Question(
        "employer_name",
        N_("What is the employer called? The whole name, as on the contract or the gate."),
        N_("Employer"),
        Text(NAME_MOST),
    ),
    Question(
        "credit_code",
        N_("Its credit code? It is on the licence, 18 digits and letters. If you have none, skip."),
        N_("Credit code"),
        CreditCode(),
        skippable=True,
    ),
    Question(
        "employer_kind",
        N_("What kind of employer is it?"),
        N_("Kind of employer"),
        Choice(labels.EMPLOYER_KINDS, columns=1),
    ),
    Question(
        "destination",
        N_("Where is the work?"),
        N_("Where"),
        Choice(labels.DESTINATIONS, columns=1),
    ),
    Question(
        "region",
        N_("In which place? For example: Ningbo in Zhejiang"),
        N_("Place"),
        Text(NAME_MOST),
    ),
    Question(
        "contact",
        N_("Whom can one call there? A name and a phone number. If you know nobody, skip."),
        N_("Whom to call"),
        Text(NAME_MOST),
        skippable=True,
    ),
)
EMPLOYER = Form("employer", N_("Employer"), EMPLOYER_QUESTIONS)

FIND = Form(
    "find employer",
    N_("Find an employer"),
    (
        Question(
            "words",
            N_("Which employer? A part of the name is enough."),
            N_("Part of the name"),
            Text(NAME_MOST),
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
            Text(NAME_MOST),
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
            Text(WHY_MOST),
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
