"""Refusals about what the county office is asked for."""

from dialogue.core.i18n import N_

OFFICE = {
    "no_broker": N_("You have no broker just now. The county office can answer you."),
    "no_office": N_("No office of your county reads messages here yet. Please call 12333."),
    "no_consent": N_("Please agree first to what we may write down: /menu"),
    "enquiry_answered": N_("That is answered already."),
    "console_code_unknown": N_(
        "That code is wrong, used, or older than five minutes. Write /console in the chat for a "
        "new one."
    ),
    "console_busy": N_("Many wrong codes were typed just now. Please try again in five minutes."),
    "console_needs_https": N_(
        "This address is not safe: what you type could be read on the way. Open the console by "
        "https, or at the machine that it runs on."
    ),
    "console_over": N_("You were signed out. Please sign in again; nothing was changed."),
    "console_stale": N_("This page was open for too long. Please look again and repeat it."),
    "several_meant": N_("That may mean several things. Please choose one of them below."),
    "village_of_other_county": N_("That village is not of your county."),
    "people_many": N_("That is more than {most} people at once. Please narrow the list."),
    "field_missing": N_("Please fill this in."),
    "field_unclear": N_("This can be read in several ways. Please write it in full."),
    "last_village": N_(
        "That is the last village of this broker. To take it away, pause the broker and say why."
    ),
    "not_found": N_("It is not there, or not of your county."),
    "call_outcome": N_("Please choose how the call went."),
    "double_account": N_("Please choose which phone they use now."),
    "payment_none": N_("Please choose at least one line."),
    "payment_many": N_("At most {most} can be marked at once."),
    "payment_later": N_("That day is still to come."),
    "payment_before": N_("That day is before the first day of work of one of them."),
    "payment_not_last": N_("More was paid for it later. Please take that out first."),
    "payment_undone": N_("That payment was taken out already."),
    "no_villages": N_("No villages are known here yet. Please ask the county office."),
}
