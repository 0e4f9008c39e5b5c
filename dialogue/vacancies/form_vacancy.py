"""Offering work: at which employer, what, where, for how much, and until when.

Keys are those of models.vacancies.lifecycle.
"""

from datetime import date

from dialogue.core import labels
from dialogue.core.form import Answers, Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Area, Choice, Day, Lookup, Near, Number, Prose, Sort, Text, Wage, YesNo
from models.core.vocabulary import Reach

POST_MOST, PLACE_MOST, NEEDS_MOST = 60, 60, 200
WANTED_MOST = 1000
# Where people's own words stand: looked at for what the law forbids, and for fees.
IN_WORDS = ("post", "trade", "place", "needs")


def within_county(answers: Answers, today: date) -> bool:  # noqa: ARG001
    """Farther away no area of ours says where."""
    return answers.get("reach") in (Reach.TOWNSHIP, Reach.COUNTY)


VACANCY = Form(
    "vacancy",
    N_("Work on offer"),
    (
        Question("employer", N_("At which employer?"), N_("Employer"), Lookup()),
        Question(
            "post",
            N_("What is the work? For example: sewing shoe uppers"),
            N_("Work"),
            Text(POST_MOST, sort=Sort.WORK),
        ),
        Question(
            "trade",
            N_("What sort of work is that?"),
            N_("Trade"),
            Choice(labels.TRADES, other=True),
        ),
        Question(
            "reach",
            N_("Where is the work? People who would not go so far do not get it."),
            N_("Where the work is"),
            Choice(labels.WHERE_WORK_IS, columns=1),
        ),
        Question("area", N_("In which area is the work?"), N_("Area"), Area(), when=within_county),
        Question(
            "place",
            N_("What is the place called? For example: the shoe factory in Daxinggou"),
            N_("Place"),
            Text(PLACE_MOST, sort=Sort.WORKPLACE),
        ),
        Question(
            "wanted",
            N_("How many people are wanted?"),
            N_("People wanted"),
            Number(1, WANTED_MOST),
        ),
        Question(
            "wage_from",
            N_("What is paid a month, at least? For example 3000"),
            N_("Wage from"),
            Wage(usual=(2500, 3000, 3500, 4000), floor=True),
        ),
        Question(
            "wage_to",
            N_("And at most? If it is always the same, skip."),
            N_("Wage up to"),
            Wage(usual=(3500, 4000, 5000, 6000), ceiling=True),
            skippable=True,
        ),
        Question(
            "needs",
            N_("What must one be able to do? For example: two years at a sewing machine"),
            N_("What is needed"),
            Prose(NEEDS_MOST, sort=Sort.NEEDS),
            skippable=True,
        ),
        Question(
            "lodging",
            N_("Is there a place to sleep?"),
            N_("Lodging"),
            YesNo(N_("There is"), N_("There is none")),
        ),
        Question(
            "insurance",
            N_("Does the employer pay social insurance?"),
            N_("Social insurance"),
            YesNo(N_("Paid"), N_("Not paid")),
        ),
        Question(
            "until",
            N_("Until which day is it on offer?"),
            N_("On offer until"),
            Day(near=(Near(N_("For two weeks"), 14), Near(N_("For a month"), 30))),
        ),
    ),
)
