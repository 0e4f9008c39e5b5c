"""What the office reads of a list that is brought in: columns, what each expects, and faults."""

from collections.abc import Mapping
from typing import Any

from dialogue.core.i18n import N_, Speech
from dialogue.core.refusals import SENTENCES
from dialogue.labourers.form_intake import INTAKE
from models.labourers.imports.columns import NOT_KEPT, NOTHING

NAMES = {
    NOTHING: N_("(nothing)"),
    NOT_KEPT: N_("(not taken in)"),
    "county": N_("County"),
    "township": N_("Township"),
    "group": N_("Group of the village"),
    "birth_day": N_("Day of birth"),
    "head_id_number": N_("ID number of the head of household"),
    "relation": N_("Relation to the head of household"),
}
# What a column expects; of all others what its question says.
EXPECTED = {
    "name": N_("a name of 2 to 30 letters"),
    "id_number": N_("18 characters as text, the last a digit or X"),
    "head_id_number": N_("18 characters as text, the last a digit or X"),
    "phone": N_("a mobile of 11 digits, or a landline with its area code"),
    "village": N_("a village of the county, with its township where two have that name"),
    "birth_year": N_("a year of four digits"),
    "birth_day": N_("a day, such as 1985-03-07"),
    "sex": N_("男 or 女"),
    "registered_poor": N_("是 or 否"),
    "has_contract": N_("是 or 否"),
    "has_insurance": N_("是 or 否"),
    "left_school_recently": N_("是 or 否"),
    "wage": N_("yuan a month, such as 3500"),
    "wanted_wage": N_("yuan a month, such as 3500"),
    "out_of_work_since": N_("a day or month, such as 2026-03"),
    "available_from": N_("a day or month, such as 2026-03"),
    "schooling": N_("a level of schooling, such as 初中"),
    "status": N_("未就业, 务农, 县内, 县外省内, 省外, 自主创业 or 在校"),
    "wanted_reach": N_("乡镇内, 县内, 省内 or 省外"),
    "wishes": N_("就业, 培训 or 创业"),
}
# Shorter than in chat, where somebody is asked to type it anew.
FAULTS = {
    "id_signs": N_("There is a sign in it that ID numbers don't have."),
    "id_length": N_("It has {count} characters; an ID number has 18."),
    "id_old": N_("This is the old number of 15 digits; the newer card has 18."),
    "id_region": N_("Its first digits are of no province."),
    "id_date": N_("Digits 7 to 14 give no day."),
    "id_check_digit": N_("Its check digit does not fit: a digit is wrong."),
    "id_too_young": N_("The person is under {youngest}."),
    "id_too_old": N_("The person would be over {oldest}."),
    "too_young_to_work": N_("The person is under {youngest}."),
    "birth_day_needed": N_("The year leaves open whether they are {youngest}: the day is needed."),
    "phone_unread": N_("This is no phone number of a person."),
    "phone_needs_area": N_("The area code is missing."),
    "phone_length": N_("It has {count} digits; a mobile has 11."),
    "name_has_digits": N_("There are digits in the name."),
    "name_has_signs": N_("There are signs in the name."),
    "name_too_short": N_("The name is too short."),
    "name_too_long": N_("The name is too long."),
    "name_no_answer": N_("This is no name."),
    "village_unknown": N_("No village of that name is known."),
    "village_many": N_("{count} villages have that name: the township is needed."),
    "text_too_long": N_("It is longer than {most} characters."),
}
# Why something of a list stays when it is taken out again.
KEPT = {
    "kept_gone": N_("The entry is not there any more."),
    "kept_merged": N_("The entry was made one with another."),
    "kept_taken_over": N_("The person has taken the entry over."),
    "kept_changed": N_("Somebody changed this since: {fact}"),
    "kept_bound": N_("Something belongs to the entry by now, such as a placement or a call."),
}


def name_fact(fact: str, speech: Speech) -> str:
    """What a column holds, in words."""
    return str(speech(NAMES[fact] if fact in NAMES else INTAKE.of(fact).label))


def expected_of(fact: str, speech: Speech) -> str:
    """What a column expects; empty where any words will do."""
    return str(speech(EXPECTED[fact])) if fact in EXPECTED else ""


def explain_fault(fault: Mapping[str, Any], speech: Speech) -> str:
    """A fault of a row: its column, what is wrong, and what is expected there."""
    name, fact = fault["name"], fault.get("fact", "")
    says = str(speech(FAULTS.get(name) or SENTENCES[name], **fault.get("params", {})))
    if not fact:
        return says
    where = f"{fault['column']} {name_fact(fact, speech)}".strip()
    expected = expected_of(fact, speech) if name in ("cell_unread", "cell_needed") else ""
    return f"{where}: {says}" + (f" ({expected})" if expected else "")


def explain_kept(why: Mapping[str, Any], speech: Speech) -> str:
    """Why something stayed."""
    fact = name_fact(why["fact"], speech) if "fact" in why else ""
    says = KEPT[why["name"]]
    return str(speech(says, fact=fact))
