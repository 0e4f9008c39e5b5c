"""A filter of the office's list in words, for the page above a list and the sheet about a file."""

from collections.abc import Collection, Mapping
from typing import Any

from dialogue.core import labels
from dialogue.core.form import FormContext
from dialogue.core.i18n import N_, Speech
from dialogue.labourers.check_words import FINDINGS
from models.labourers.people_filter import PeopleFilter

_YES_NO: Mapping[str, tuple[str, str]] = {
    "poor": (N_("of registered poor households"), N_("not of registered poor households")),
    "wants_work": (N_("look for work"), N_("look for no work")),
    "has_account": (N_("write from a phone of their own"), N_("without a phone account")),
    "placed": (N_("placed now"), N_("not placed now")),
}


def describe_filter(wanted: PeopleFilter, scene: FormContext) -> list[str]:
    """One line for each thing that is asked; everybody, where nothing is."""
    speech, found = scene.speech, list[str]()
    if wanted.words:
        found.append(_say(speech, N_("found by “{words}”"), words=wanted.words))
    if wanted.area:
        place = scene.regions.full_name(wanted.area) or wanted.area
        found.append(_say(speech, N_("live in {place}"), place=place))
    several: tuple[tuple[str, Collection[str], Mapping[Any, str]], ...] = (
        (N_("present work: {words}"), wanted.status, labels.STATUS),
        (N_("wishes: {words}"), wanted.wishes, labels.WISHES),
        (N_("skills: {words}"), wanted.skills, labels.SKILLS),
        (N_("courses: {words}"), wanted.courses, labels.COURSES),
    )
    found += [_list(speech, head, codes, known) for head, codes, known in several if codes]
    for key, answers in _YES_NO.items():
        told = getattr(wanted, key)
        if told is not None:
            found.append(_say(speech, answers[0 if told else 1]))
    return found + _last(wanted, speech) or [_say(speech, N_("everybody of the county"))]


def _last(wanted: PeopleFilter, speech: Speech) -> list[str]:
    found = []
    if wanted.silent_days is not None:
        silent = N_("nothing heard for {count} days")
        found.append(_say(speech, silent, count=wanted.silent_days))
    if wanted.household is not None:
        found.append(_say(speech, N_("household {number}"), number=wanted.household))
    if wanted.check is not None:
        found.append(_say(speech, N_("check: {words}"), words=speech(FINDINGS[wanted.check])))
    return found


def _list(speech: Speech, head: str, codes: Collection[str], known: Mapping[Any, str]) -> str:
    words = [_say(speech, known[one]) if one in known else str(one) for one in sorted(codes)]
    return _say(speech, head, words=speech.listed(words))


def _say(speech: Speech, message: str, **given: object) -> str:
    return str(speech(message, **given).unescape())
