"""Visits: a list to print and go by, and what was found, entered a line a person."""

import datetime as dt

from console.core.office import Answer, Goto, Screen, View, refused
from console.core.pages import Link, Pages
from console.core.rendering import with_query
from console.labourers.people import read_filter
from dialogue.core import labels
from dialogue.core.i18n import N_
from dialogue.labourers.filter_words import describe_filter
from dialogue.labourers.form_intake import INTAKE
from models.core.refusal import Refusal
from models.labourers import visiting
from models.labourers.people_filter import PeopleFilter
from models.labourers.visiting import VisitHousehold, WrittenVisit

pages = Pages(links=(Link(28, "/visits", N_("Visits")),))
LIST = "/visits"


@pages.look("/visits")
async def show_list(view: View) -> Answer:
    """By village and household, with what is missing and room to write."""
    wanted = read_filter(view)
    if isinstance(wanted, Refusal):
        return refused(wanted, status=400)
    if wanted.is_everybody:
        return _page(view, wanted, [])
    found = await visiting.list_for_visits(view.session, view.actor, wanted)
    if isinstance(found, Refusal):
        return refused(found)
    return _page(view, wanted, found)


@pages.act("/visits")
async def record(view: View) -> Answer:
    """All lines that have something, or none and what is wrong with which."""
    wanted = read_filter(view)
    if isinstance(wanted, Refusal):
        return refused(wanted, status=400)
    visitor, day = str(view.form.get("visitor", "")), _day(str(view.form.get("day", "")))
    if day is None:
        return await _again(view, wanted, Refusal("visit_day", {"day": "–"}))
    notes = {
        int(number): note
        for name in view.form
        if name.startswith("note-") and (number := name.removeprefix("note-")).isdecimal()
        if (note := str(view.form[name]).strip()) or f"went-{number}" in view.form
    }
    written = [WrittenVisit(number, day, note, visitor) for number, note in notes.items()]
    done = await visiting.record_visits(view.session, view.actor, written)
    if isinstance(done, Refusal):
        return await _again(view, wanted, done)
    if isinstance(done, list):
        return await _again(view, wanted, done[0].refusal)
    back = with_query(LIST, wanted.as_parameters())
    return Goto(back, N_("{count} visits are kept."), {"count": done})


async def _again(view: View, wanted: PeopleFilter, why: Refusal) -> Screen:
    """The page with all that was typed, and why it was not kept."""
    found = await visiting.list_for_visits(view.session, view.actor, wanted)
    return _page(view, wanted, [] if isinstance(found, Refusal) else found, why)


def _page(
    view: View, wanted: PeopleFilter, found: list[VisitHousehold], why: Refusal | None = None
) -> Screen:
    asked = {question.key: view.speech(question.label) for question in INTAKE.questions}
    shown = {
        "found": found,
        "wanted": wanted,
        "whom": describe_filter(wanted, view.scene),
        "parameters": [(k, one) for k, many in wanted.as_parameters().items() for one in many],
        "asked": asked,
        "status": labels.STATUS,
        "typed": view.form,
        "today": view.actor.today.isoformat(),
        "refusal": why,
    }
    return Screen("labourers/visits.html", shown, status=422 if why else 200)


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None
