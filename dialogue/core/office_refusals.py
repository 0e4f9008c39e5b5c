"""Refusals about what the county office is asked for."""

from dialogue.core.i18n import N_

OFFICE = {
    "no_broker": N_("You have no broker just now. The county office can answer you."),
    "no_office": N_("No office of your county reads messages here yet. Please call 12333."),
    "no_consent": N_("Please agree first to what we may write down: /menu"),
    "enquiry_answered": N_("That is answered already."),
    "no_villages": N_("No villages are known here yet. Please ask the county office."),
}
