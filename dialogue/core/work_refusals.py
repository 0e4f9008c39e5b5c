"""Refusals about who may work, who may report, and who decides what is paid."""

from dialogue.core.i18n import N_

WORK = {
    "own_placement": N_(
        "You reported this one yourself, or it is about you. Please ask a colleague to look at it."
    ),
    "words_kept": N_(
        "That report was decided, changed or taken back in the meantime. What you said is kept, "
        "and only the county office reads it."
    ),
    "own_report": N_("You can't report yourself. Please ask another broker or the county office."),
    "four_eyes": N_(
        "You had a hand in this one: you registered the person, gave out the code, or wrote down "
        "the answer. A colleague must decide."
    ),
    "four_eyes_alone": N_(
        "You had a hand in this one, and the office has nobody else. Ask a colleague who looks "
        "after every county, or add a paper that the person signed and record that."
    ),
    "no_phone": N_(
        "No phone number of this person is known, so no call can be written down. First put the "
        "number into the entry, or take a signed paper."
    ),
    "not_poor": N_("This entry does not say that the household is registered poor."),
    "too_young_to_work": N_(
        "Nobody under {youngest} may work or be registered for it. Please look at the day and the "
        "person."
    ),
    "birth_day_needed": N_(
        "Work is allowed from {youngest} on, and only the year of birth is known. Please put the "
        "day of birth into the entry first: the person under /me, or who registered them under "
        "/people."
    ),
}
