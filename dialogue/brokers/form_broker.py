"""Becoming a labour broker 劳务经纪人: what the county office wants to know of who applies.

Keys are those of models.brokers.approval. What the person's own entry tells is not asked again.
"""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import IdNumber, Name, Phone, Prose, Sort, Text, Villages, YesNo
from models.brokers.approval import VILLAGES_MOST

LINE_MOST = 60

BROKER = Form(
    "broker",
    N_("Becoming a labour broker"),
    (
        Question("name", N_("What is your name?"), N_("Name"), Name()),
        Question(
            "id_number",
            N_("Your ID number? All 18 characters are on your ID card."),
            N_("ID number"),
            IdNumber(youngest=18),
        ),
        Question(
            "phone",
            N_("Which phone number can people and the office call you on?"),
            N_("Phone"),
            Phone(),
        ),
        Question(
            "organisation",
            N_("Do you work for an agency or a cooperative? Which? If not, skip."),
            N_("Works for"),
            Text(LINE_MOST, lacking="organisation", sort=Sort.WORKPLACE),
            skippable=True,
        ),
        Question(
            "villages",
            N_("For which villages would you be the broker?"),
            N_("Villages"),
            Villages(most=VILLAGES_MOST),
        ),
        Question(
            "trained",
            N_("Have you been to a course for labour brokers?"),
            N_("Trained"),
            YesNo(),
        ),
        Question(
            "known_how",
            N_("How do people in the village know you? For example: I keep the shop in 和盛村"),
            N_("Known in the village"),
            Prose(LINE_MOST),
            skippable=True,
        ),
    ),
)
