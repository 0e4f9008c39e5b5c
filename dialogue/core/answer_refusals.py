"""Refusals of what was said in the place of an answer, as sentences."""

from dialogue.core.i18n import N_

ANSWERS = {
    "no_answer": N_("That does not answer this question yet. A few words are enough, or skip it."),
    "name_no_answer": N_(
        "That is not a name. Please type the name as on the ID card, such as 王小春."
    ),
    "certificate_needed": N_(
        "That is a skill. Which certificate is there on paper, such as: C1 driving licence? If "
        "there is none, type: none."
    ),
    "date_lunar": N_(
        "I can't count by the lunar calendar. Please type the solar day, such as 2026-05-03."
    ),
    "wage_by_piece": N_(
        "By the piece it differs. About how much does that come to in a month? Such as 3500."
    ),
    "money_currency": N_("Please type it in yuan, such as 3500."),
    "yes_no_know_unread": N_("Please tap one of the buttons, or type 1, 2 or 3."),
    "name_has_digits": N_("There are digits in it. Please type just the name, such as 王小春."),
    "name_has_signs": N_(
        "There is a sign in it that names don't have. Please type letters only, such as 王小春."
    ),
    "name_too_short": N_("Please type the whole name, family name first, such as 王小春."),
    "name_too_long": N_(
        "That is longer than a name. Please type it as on the ID card, such as 王小春."
    ),
}
