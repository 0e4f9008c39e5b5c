"""Refusals as sentences: what is the matter and what to do, in one breath."""

from markupsafe import Markup

from dialogue.speech import N_, Speech
from models.refusal import Refusal

SENTENCES = {
    "button_stale": N_("That button is from before. This is what I'm asking now."),
    "cannot_skip": N_("We need this one. Please answer it, then we go on."),
    "nothing_before": N_("This is the first question."),
    "not_asked": N_("That was not asked. Please choose from the list."),
    "words_only": N_("I can read words and buttons only. Please type it, or tap a button."),
    "photo_needed": N_("Please send a photo: tap the paper clip."),
    "choice_unread": N_("Please tap a button, or type its number: 1 to {most}."),
    "choices_unread": N_("Please tap what fits, or type the numbers, such as 1 3."),
    "yes_no_unread": N_("Please tap Yes or No, or type 1 or 2."),
    "year_unread": N_("Please type the year with four digits, such as 1985."),
    "birth_year_out_of_range": N_(
        "We register people born from {least} to {most}. Please type the year, such as 1985."
    ),
    "village_unknown": N_(
        "I can't find that village. Type a part of its name, such as 和盛, or tap your township."
    ),
    "village_many": N_("{count} villages fit. Please type more of the name, or tap your township."),
    "id_known": N_(
        "This ID number is in our register already. Please compare it with your card. If somebody "
        "registered you, ask them for a code and type /claim."
    ),
    "summary_choose": N_("Please tap a button: 1 saves, 2 changes something."),
    "claim_has_entry": N_("You are registered already. Type /me to see it."),
    "code_unknown": N_("That code does not fit. It has 8 digits; please look again."),
    "code_wait": N_("{tries} codes did not fit. Please try again in an hour."),
    "invitation_unknown": N_(
        "That link was used already, or is too old. Please ask for a new one."
    ),
    "command_unknown": N_("I don't know that command."),
    "edited": N_("I saw that you changed a message. To change an answer, go back to its question."),
    "menu_instead": N_("I did not quite get that. Here is what I can do:"),
    "not_yours": N_("That is not in your list (any more)."),
    "no_entry": N_("You are not registered yet."),
    "no_villages": N_("No villages are known here yet. Please ask the county office."),
    "went_wrong": N_("Something went wrong on our side. Your answers are safe. Please try again."),
    "private_only": N_("I talk with one person at a time. Please write to me here: {link}"),
    "villages_columns": N_("The file lacks these columns: {columns}"),
    "villages_line": N_("Line {line} is not a village: see models/regions/README.md"),
    "villages_unreadable": N_("The file can't be read: {why}"),
}


def sentence(refusal: Refusal, speech: Speech) -> Markup:
    """The refusal in the person's language."""
    return speech(SENTENCES[refusal.name], **refusal.params)
