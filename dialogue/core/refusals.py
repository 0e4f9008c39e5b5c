"""Refusals as sentences: what is the matter and what to do, in one breath."""

from markupsafe import Markup

from dialogue.core.answer_refusals import ANSWERS
from dialogue.core.entry_refusals import ENTRIES
from dialogue.core.file_refusals import FILES
from dialogue.core.i18n import N_, Speech
from dialogue.core.import_refusals import IMPORTS
from dialogue.core.list_refusals import LISTS
from dialogue.core.office_refusals import OFFICE
from dialogue.core.work_refusals import WORK
from models.core.refusal import Refusal

SENTENCES = {
    "own_dismissal": N_("You can't dismiss yourself. Ask a colleague, or whoever runs the server."),
    "consent_first": N_("Please say first whether we may write things down about you."),
    "button_stale": N_("That button is from before. This is what I'm asking now."),
    "cannot_skip": N_("We need this one. Please answer it, then we go on."),
    "nothing_before": N_("This is the first question."),
    "not_asked": N_("That was not asked. Please choose from the list."),
    "words_only": N_("I can read words and buttons only. Please type it, or tap a button."),
    "too_often": N_("That is enough for one day ({most} times). Nothing is lost: go on tomorrow."),
    "too_often_month": N_("{most} times within 30 days is the most. Please wait a while."),
    "grievances_many": N_("{count} are open already. Please open №{number} and tell more there."),
    "reopened_often": N_("You said so {most} times. Please call the office, or tell it anew."),
    "papers_many": N_("There are {most} papers already, so no more can be added here."),
    "choice_unread": N_("Please tap a button, or type its number: 1 to {most}."),
    "choices_unread": N_("Please tap what fits, or type the numbers, such as 1 3."),
    **ANSWERS,
    "yes_no_unread": N_("Please tap Yes or No, or type 1 or 2."),
    "year_unread": N_("Please type the year with four digits, such as 1985."),
    "birth_year_out_of_range": N_(
        "We register people born from {least} to {most}. Please type the year, such as 1985."
    ),
    "text_empty": N_("Nothing came through. A few words are enough, such as: driving a tractor."),
    "text_too_long": N_(
        "That is more than fits here. Please keep it to {most} characters, only what matters."
    ),
    "number_unread": N_("I couldn't find a number in that. Please type it in digits, such as 3."),
    "number_negative": N_(
        "That is less than nothing. Please type it without the minus, such as 3."
    ),
    "number_fraction": N_("Please round it to a whole number: for two and a half, type 2 or 3."),
    "number_range": N_(
        "Those are two numbers. Please type the one that fits best: for 3 to 5, type 4."
    ),
    "number_out_of_range": N_(
        "Here it goes from {least} to {most}. Please type a number between, such as {least}."
    ),
    "money_unread": N_(
        "I couldn't find the amount in that. Please type one figure in yuan, such as 3500."
    ),
    "money_negative": N_(
        "That is below zero. Please type the amount without the minus, such as 3500."
    ),
    "money_range": N_("Those are two amounts. Please type one: for 3000 to 4000, type 3500."),
    "money_out_of_range": N_(
        "Here it goes from {least} to {most} yuan. Please type an amount between, such as {least}."
    ),
    "date_unread": N_(
        "I couldn't read that day. Please type it like 2026-05-03 or 3 May, or say: tomorrow."
    ),
    "date_impossible": N_(
        "That day is not in the calendar. Please look at it once more, such as 2026-05-03."
    ),
    "date_too_early": N_(
        "That is too far back. The first day we can take is {earliest}; please type that or later."
    ),
    "date_too_late": N_(
        "That is too far ahead. The last day we can take is {latest}; please type that or earlier."
    ),
    "time_unread": N_("I couldn't read that time. Please type one time, such as 9:30 or 2 pm."),
    "time_impossible": N_("There is no such time of day. Please look again, such as 9:30 or 2 pm."),
    "phone_unread": N_(
        "I couldn't read that phone number. Please type your own 11 digits, like 138 0013 8000."
    ),
    "phone_length": N_(
        "I counted {count} digits. A mobile number has 11, like 138 0013 8000. Once more, please."
    ),
    "phone_needs_area": N_(
        "Please put the area code in front: 0436 for Tongyu, 0433 for Wangqing."
    ),
    "id_signs": N_("An ID number is 18 digits, and the last may be an X, like 220822199003071234."),
    "id_length": N_(
        "I counted {count}. An ID number has 18, like 220822199003071234. Once more, please."
    ),
    "id_old": N_(
        "That is the old number with 15 digits. Please type the 18 on the newer card, "
        "like 220822199003071234."
    ),
    "id_region": N_(
        "The first two digits fit no province. Please compare with the card: Jilin's begin with 22."
    ),
    "id_date": N_(
        "Digits 7 to 14 are the birthday, and they give no day. For 7 March 1990 they are 19900307."
    ),
    "id_check_digit": N_(
        "One digit seems to have slipped. Please compare all 18 with the card, a few at "
        "a time: 220822 19900307 1234."
    ),
    "id_too_young": N_(
        "We register people from the age of {youngest}. If that is you, please look at "
        "digits 7 to 14 again: 7 March 1990 is 19900307."
    ),
    "id_too_old": N_(
        "We register people up to {oldest}. If that is you, please look at digits 7 to "
        "14 again: 7 March 1990 is 19900307."
    ),
    "code_signs": N_(
        "There is a sign in it that credit codes don't have. Please type the 18 on the licence, "
        "like 91222424MA0X1Y2W3K."
    ),
    "code_length": N_(
        "I counted {count}. A credit code has 18 digits and letters, like 91222424MA0X1Y2W3K. "
        "Once more, please."
    ),
    "code_check": N_(
        "One sign seems to have slipped. Please compare all 18 with the licence, a few at a time: "
        "91 222424 MA0X1Y2W3 K."
    ),
    "employer_known": N_(
        "We know an employer with this code already: {name}. You find it in /employers."
    ),
    "employer_unknown": N_(
        "I find no other employer with that in its name. Please type another part of it."
    ),
    "employer_apart": N_("Those two can't be made one. Please choose another employer."),
    "codes_differ": N_(
        "They have two credit codes, so they are two employers. If one code is wrong, take it out "
        "first."
    ),
    "employer_listed": N_(
        "⛔ This employer is on the county's blacklist since {day}: {why}. Nobody is placed there. "
        "Please choose another."
    ),
    "name_greeting": N_("Hello! 😊 Please tell me your name, such as 王小春."),
    "answer_now": N_("All right. Now please answer this question."),
    "button_gone": N_("That button is from before."),
    "village_unknown": N_(
        "I can't find that village. Type a part of its name, such as 和盛, or tap your township."
    ),
    "village_many": N_("{count} villages fit. Please type more of the name, or tap your township."),
    "villages_unknown": N_(
        "I can't find name number {place}. Please look at how it is written, such as 和盛村, or "
        "tap the township and then each village."
    ),
    "villages_many": N_(
        "Name number {place} fits several places. Please add the township, such as 大兴沟和盛."
    ),
    "villages_too_many": N_("That is more than {most} villages. Please choose at most {most}."),
    "villages_two_counties": N_(
        "Those villages lie in two counties. Please choose those of one county."
    ),
    "application_waits": N_("You have applied already. The county office is looking at it."),
    "broker_already": N_("You are a labour broker already."),
    "broker_suspended": N_(
        "The county office has paused your work as a broker. Please ask there what to do."
    ),
    "staff_no_broker": N_("Who works at the county office can't apply to be a broker as well."),
    "broker_decided": N_("That was decided in the meantime. This is how it stands now."),
    "own_application": N_("That is your own. Please ask a colleague to decide."),
    "erasure_decided": N_("That was decided in the meantime."),
    "own_request": N_("You asked for it yourself. Please let a colleague decide."),
    "form_gone": N_(
        "What you were filling in is not there any more: it has ended in the meantime, or lay "
        "unfinished for more than {days} days. What you had saved before stays; begin anew if you "
        "still want to."
    ),
    "role_gone": N_(
        "That is not yours to go on with any more, so I dropped it. Please ask the county office."
    ),
    "area_unknown": N_(
        "I can't find that in your county. Type a part of a village's or township's name, "
        "such as 和盛, or tap one."
    ),
    "area_many": N_("{count} places fit. Please type more of the name, or tap a township."),
    "placement_moved": N_("That has changed in the meantime. This is how it stands now."),
    "placed_already": N_(
        "You reported this person elsewhere from {day}. If they left there, first tell that they "
        "left: it is in /placements."
    ),
    "claimed_already": N_(
        "Another broker has reported this person from {day}. If that is not so, please ask the "
        "county office to look into it."
    ),
    **OFFICE,
    **WORK,
    **ENTRIES,
    "paper_needed": N_("Please add a photo of the paper that they signed first."),
    "person_gone": N_("This person is not in the register any more."),
    "employer_gone": N_("That employer is not in the list any more. Please choose again."),
    "consent_needed": N_(
        "Without their yes nothing may be written down. Read it out again, or type 0 to go back."
    ),
    "name_not_seen": N_(
        "I don't find name number {place} among the people you may see. Please look again."
    ),
    "check_in_answered": N_("That question was answered already."),
    "left_already": N_("That this person left is written down already."),
    "left_before_start": N_("That is before the first day, {day}. Please give a later day."),
    "known_none": N_("I find nothing like that. Please type another part of the name."),
    "names_unread": N_(
        "I couldn't read name number {place}. Please type only names, with a comma between, "
        "such as: 王小春，李秀英（和盛村）."
    ),
    "names_too_many": N_("That is more than {most} people. Please type at most {most} names."),
    "audience_unlawful": N_(
        "By law a job may not be offered by sex, ethnic group or age. Please leave that out."
    ),
    "vacancy_unlawful": N_(
        "By law a vacancy may not ask for a sex, an ethnic group or an age. Please leave such "
        "words out: for 女工 or 35岁以下, write only what the work is."
    ),
    "wage_to_less": N_(
        "At least {least} yuan are paid, so the most can't be less. Please look at both once more."
    ),
    "vacancy_closed": N_("That work is no longer on offer."),
    "summary_choose": N_("Please tap a button: 1 saves, 2 changes something."),
    "claim_has_entry": N_("You are registered already. Type /me to see it."),
    "code_unknown": N_(
        "That code does not fit, or was used already. It has 8 digits; please look again."
    ),
    "code_busy": N_(
        "Very many wrong codes are being typed just now. Please try again in an hour, or ask who "
        "gave you the code."
    ),
    "code_wait": N_("{tries} codes did not fit. Please try again in an hour."),
    "invitation_unknown": N_(
        "That link was used already, or is too old. Please ask for a new one."
    ),
    "command_unknown": N_("I don't know that command."),
    "edited": N_("I saw that you changed a message. To change an answer, go back to its question."),
    "menu_instead": N_("I did not quite get that. Here is what I can do:"),
    "not_yours": N_("That is not in your list (any more)."),
    "no_entry": N_("You are not registered yet."),
    "notice_cancelled": N_("That notice is cancelled; it can't be changed any more."),
    "notice_over": N_("That is over; it can't be changed or cancelled any more."),
    "notice_out": N_("That notice is on its way already."),
    "notice_gone": N_("That notice is not there any more."),
    "capacity_taken": N_(
        "{taken} people are signed up already. Please give at least as many seats."
    ),
    "day_past": N_("That moment is past. Please choose a later one."),
    "ends_before": N_("The last day comes before the first. Please choose a later day."),
    "deadline_late": N_("Signing up must end by the day itself. Please choose an earlier day."),
    "publish_late": N_(
        "It must go out before its day, and while one can sign up. Earlier, please."
    ),
    "audience_empty": N_("Nobody fits, so it would reach nobody. Please change whom it is for."),
    "area_outside": N_("That is outside your county. Please choose an area of your own."),
    "earlier_unknown": N_("I find no notice of your county with that number. Look in /notices."),
    "name_unknown": N_("I don't find name number {place} in your county. Please look again."),
    "name_twice": N_(
        "Name number {place} fits several people. Please add the village, such as 王小春（和盛村）."
    ),
    "grievance_taken": N_("A colleague has taken it already."),
    "grievance_untaken": N_("Nobody has taken it yet. Please take it first."),
    "grievance_closed": N_("It is closed already. Nothing was written."),
    "grievance_over": N_("The office has closed it. Is it not over? Please tap the button."),
    "grievance_going_on": N_("The county office is still at it. You will hear from them here."),
    "grievance_long_over": N_(
        "That was closed more than 30 days ago. Please tell it anew: tap Back, then the first "
        "button."
    ),
    "door_unknown": N_("That code does not fit. Please ask at the door for the present one."),
    "door_early": N_("It has not come yet: on its day you are checked in here."),
    "door_over": N_("That code is from another day. Please ask at the door for the present one."),
    "went_wrong": N_("Something went wrong on our side. Your answers are safe. Please try again."),
    "not_shown": N_("That could not be shown. Send /menu and try again; if it stays so, tell us."),
    "slowly": N_("Wait a moment, please. Everything you sent before is kept."),
    **IMPORTS,
    **LISTS,
    **FILES,
}


def explain_refusal(refusal: Refusal, speech: Speech) -> Markup:
    """The refusal in the person's language."""
    return speech(SENTENCES[refusal.name], **refusal.params)
