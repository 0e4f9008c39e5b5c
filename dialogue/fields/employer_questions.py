"""What several forms ask of an employer: who it is, and where.

Keys are those of models.employers.directory.
"""

from dialogue.core import labels
from dialogue.core.form import Question
from dialogue.core.i18n import N_
from dialogue.fields import Choice, CreditCode, Sort, Text

NAME_MOST = 60

EMPLOYER_QUESTIONS = (
    Question(
        "employer_name",
        N_("What is the employer called? The whole name, as on the contract or the gate."),
        N_("Employer"),
        Text(NAME_MOST, sort=Sort.WORKPLACE),
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
        Text(NAME_MOST, sort=Sort.WORKPLACE),
    ),
    Question(
        "contact",
        N_("Whom can one call there? A name and a phone number. If you know nobody, skip."),
        N_("Whom to call"),
        Text(NAME_MOST, figures=True, sort=Sort.CONTACT),
        skippable=True,
    ),
)
