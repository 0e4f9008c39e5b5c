"""Refusals about whose entry it is: alike ones, lost accounts, households."""

from dialogue.core.i18n import N_

ENTRIES = {
    "head_unread": N_(
        "Please type the name of the head of your household, such as 王大山, or tap: I am the head."
    ),
    "maybe_same": N_("Somebody whom you see already may be this person. Please look first."),
    "move_own": N_("That is your own entry. Please ask a colleague."),
    "move_role": N_("They work with the office from that account. Please end that role first."),
    "move_stopped": N_("That code is used, stopped or too old: it opens nothing any more."),
    "households_apart": N_("Those two are not households of one village of your county."),
    "household_alone": N_("Nobody else is in that household."),
    "filter_wrong": N_("The list can't be asked for that: {field}. Please choose it anew."),
    "month_not_taken": N_("Of that month or the one before there is no snapshot."),
    "finding_settled": N_("That is settled or gone in the meantime."),
    "reason_needed": N_("Please say why, in a few words."),
    "visits_many": N_("{most} are the most at once. Please choose fewer."),
    "visit_day": N_("A visit on {day}? Please give a day of the last year, and none to come."),
    "nothing_open": N_("Nothing of yours is open any more."),
    "id_wait": N_(
        "Enough ID numbers were saved here today. Please try again tomorrow, or ask at the county "
        "office."
    ),
    "numbers_differ": N_("They have two ID numbers, so they are not one person."),
    "double_own": N_("That is about you yourself. Please ask a colleague to decide."),
    "double_settled": N_("That was decided in the meantime."),
    "double_number": N_("Both have the same ID number. Please look at the card of one of them."),
}
