"""Lists of people: a filter in the address, columns to choose, pages by key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from console.core.office import Answer, Goto, Screen, View, refused
from console.core.pages import Link, Pages
from console.core.rendering import name_place, with_query
from dialogue.core import labels
from dialogue.core.i18n import N_
from models.core.refusal import Refusal
from models.labourers import chosen_people, office_list
from models.labourers.office_list import Place
from models.labourers.people_filter import PeopleFilter, parse_people_filter
from models.labourers.person_lines import PersonLine

pages = Pages(links=(Link(10, "/people", N_("People")),))

Cell = Callable[[PersonLine, View], object]
PLACE, SHOWN = "from", "show"


@dataclass(frozen=True)
class Column:
    """A column of the list: its label, and what stands in it."""

    label: str
    cell: Cell


def _named(words: tuple[str, ...], known: Mapping[Any, str], view: View) -> str:
    return view.speech.listed(str(view.speech(known[w])) if w in known else w for w in words)


COLUMNS = {
    "village": Column(N_("Village"), lambda one, view: name_place(view, one.village_code)),
    "born": Column(N_("Born"), lambda one, _: one.birth_year),
    "sex": Column(N_("Sex"), lambda one, view: view.speech(labels.SEX[one.sex])),
    "id_number": Column(N_("ID number"), lambda one, _: one.id_number or "–"),
    "phone": Column(N_("Phone"), lambda one, _: one.phone or "–"),
    "status": Column(N_("Present work"), lambda one, view: view.speech(labels.STATUS[one.status])),
    "employer": Column(N_("Works at"), lambda one, _: one.employer or "–"),
    "wage": Column(N_("Earns a month"), lambda one, _: one.wage or "–"),
    "skills": Column(N_("Skills"), lambda one, view: _named(one.skills, labels.SKILLS, view)),
    "wishes": Column(N_("Would like"), lambda one, view: _named(one.wishes, labels.WISHES, view)),
    "courses": Column(N_("Courses"), lambda one, view: _named(one.courses, labels.COURSES, view)),
    "head": Column(N_("Head of household"), lambda one, _: one.head_name or "–"),
    "told": Column(N_("Last told"), lambda one, view: _day(one.status_told_at, view)),
    "registered": Column(N_("Registered on"), lambda one, view: _day(one.registered_at, view)),
}
USUAL = ("village", "born", "phone", "status", "employer", "told")


def _day(at: Any, view: View) -> str:
    return f"{at.astimezone(view.office.zone):%Y-%m-%d}" if at else "–"


@pages.look("/people")
async def list_people(view: View) -> Answer:
    """Who fits; that a list was looked at goes into the trail."""
    wanted = read_filter(view)
    if isinstance(wanted, Refusal):
        return refused(wanted, status=400)
    place = office_list.parse_place(view.query.get(PLACE, ""))
    found = await office_list.get_people_page(view.session, view.actor, wanted, place)
    count = await office_list.count_people(view.session, view.actor, wanted)
    if isinstance(found, Refusal) or isinstance(count, Refusal):
        return refused(Refusal("not_yours"), status=403)
    chosen = [one for one in view.several(SHOWN) if one in COLUMNS] or list(USUAL)
    query = {**wanted.as_parameters(), SHOWN: view.several(SHOWN)}
    shown = {
        "wanted": wanted,
        "count": count,
        "parameters": [(k, one) for k, many in wanted.as_parameters().items() for one in many],
        "export": with_query("/people/export", wanted.as_parameters()),
        "visits": with_query("/visits", wanted.as_parameters()),
        "narrowed": wanted != PeopleFilter(words=wanted.words),
        "heads": [view.speech(COLUMNS[key].label) for key in chosen],
        "rows": [(one, [COLUMNS[key].cell(one, view) for key in chosen]) for one in found.people],
        "before": _there(query, found.previous),
        "after": _there(query, found.following),
        "columns": [(key, one.label, key in chosen) for key, one in COLUMNS.items()],
        "townships": list_townships(view),
        "labels": labels,
    }
    return Screen("labourers/people.html", shown, noted=office_list.note_listing)


@pages.act("/people/calls")
async def put_on_call_list(view: View) -> Answer:
    """All that match are to be called."""
    wanted = read_filter(view)
    if isinstance(wanted, Refusal):
        return refused(wanted, status=400)
    made = await chosen_people.put_on_call_list(view.session, view.actor, wanted)
    back = with_query("/people", wanted.as_parameters())
    if isinstance(made, Refusal):
        return Goto(back, refusal=made)
    return Goto(back, N_("{count} people are new on the call list."), {"count": made})


def read_filter(view: View) -> PeopleFilter | Refusal:
    """The filter of the address, or of a form that bears it."""
    names = PeopleFilter.__dataclass_fields__
    return parse_people_filter({name: view.several(name) for name in names})


def list_townships(view: View) -> list[tuple[str, str]]:
    """The townships of the counties that the actor serves, each by its full name."""
    counties = view.actor.roles.counties()
    every = [area for area in view.regions.below() if area.code.startswith(counties)]
    return [
        (one.code, view.regions.full_name(one.code) if len(every) > 1 else one.name)
        for county in every
        for one in view.regions.below(county.code)
    ]


def _there(query: Mapping[str, Any], place: Place | None) -> str | None:
    return with_query("/people", query, **{PLACE: str(place)}) if place else None
