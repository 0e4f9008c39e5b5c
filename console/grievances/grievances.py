"""Grievances: open ones with their deadline, closed ones by month, and one with all its steps."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeAlias

from console.core.evidence import list_files, open_file
from console.core.listing import asked_page, pages_around
from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Link, Pages
from console.core.trails import name_account, read_trail
from console.core.words import read_words
from dialogue.core.i18n import N_
from dialogue.core.labels import TROUBLES
from dialogue.grievances.form_grievance import END, NOTE
from dialogue.grievances.grievance import ROOM, Reader, step_lines, time_left, told_lines
from models.core.audit import Subject
from models.core.months import parse_month
from models.core.refusal import Refusal
from models.grievances import closed, files, handling, queue, steps
from models.grievances.grievance import Grievance, GrievanceState
from models.grievances.handling import Note

pages = Pages(links=(Link(40, "/grievances", N_("Grievances")),))
WORDS = {"note": NOTE, "close": END}
Step: TypeAlias = Callable[..., Awaitable[Refusal | None]]


def _reader(view: View) -> Reader:
    return Reader(view.scene, view.actor.now, view.office.zone)


@pages.look("/grievances")
async def list_grievances(view: View) -> Answer:
    """What is open, or what was closed in a month."""
    counties, zone = view.actor.roles.counties(), view.office.zone
    month, page = parse_month(view.query.get("closed", "").replace("-", "")), asked_page(view)
    late = view.query.get("late") == "1"
    if month is not None:
        found = await closed.list_closed(view.session, counties, month, zone, page)
    else:
        found = await queue.list_open(view.session, view.actor, page, late=late)
    shown: dict[str, Any] = {
        "month": month,
        "months": await closed.count_closed_by_month(view.session, counties, zone),
        "late": late,
        "open": await queue.count_open(view.session, counties),
        "overdue": await queue.count_overdue(view.session, counties, view.actor.now),
        "found": found,
        "left": [time_left(one, _reader(view)) for one in found.items],
        "takers": [await name_account(view, one.taken_by, view.actor.now) for one in found.items],
        "troubles": TROUBLES,
        "now": view.actor.now,
        "around": pages_around(view, found),
    }
    return Screen("grievances/grievances.html", shown)


async def _find(view: View) -> Grievance | None:
    counties = view.actor.roles.counties()
    return await queue.get_grievance_of_county(view.session, view.number(), counties)


@pages.look("/grievances/{id}")
async def show_grievance(view: View) -> Answer:
    """The whole of it; that it was seen goes into the trail."""
    grievance = await _find(view)
    return await _show(view, grievance) if grievance else not_found()


async def _show(
    view: View, one: Grievance, asked: str = "", typed: str = "", refusal: Refusal | None = None
) -> Screen:
    session, looking = view.session, _reader(view)
    kept = await files.list_files(session, one)
    notes = await steps.list_steps(session, one)
    shown: dict[str, Any] = {
        "one": one,
        "trouble": TROUBLES[one.kind],
        "person": await queue.get_person(session, one),
        "left": time_left(one, looking),
        "is_late": one.due_at <= view.actor.now,
        "is_closed": one.state is GrievanceState.CLOSED,
        "is_taken": one.state is GrievanceState.TAKEN,
        "is_free": await handling.is_free(session, one),
        "taker": await name_account(view, one.taken_by, view.actor.now),
        "told": told_lines(one, view.scene),
        "steps": [step_lines([note], looking, ROOM) for note in notes],
        "files": list_files(kept, f"/grievances/{one.key()}", view),
        "trail": await read_trail(view, Subject.GRIEVANCE, one.key()),
        "questions": {act: form.questions[0] for act, form in WORDS.items()},
        "asked": asked,
        "typed": typed,
        "refusal": refusal,
    }
    noted = partial(queue.note_viewed, number=one.key())
    return Screen("grievances/grievance.html", shown, 422 if refusal else 200, noted)


@pages.look("/grievances/{id}/evidence/{file}")
async def show_file(view: View) -> Answer:
    """A photo or paper that came with it."""
    grievance = await _find(view)
    if grievance is None:
        return not_found()
    return open_file(view, await files.list_files(view.session, grievance))


@pages.act("/grievances/{id}/take")
async def take_grievance(view: View) -> Answer:
    """Whoever was first has it."""
    grievance = await _find(view)
    if grievance is None:
        return not_found()
    done = await handling.take_grievance(view.session, view.actor, grievance)
    there = f"/grievances/{grievance.key()}"
    return Goto(there, said=N_("You look after it. The person is told."), refusal=done)


@pages.act("/grievances/{id}/note")
async def write_to_person(view: View) -> Answer:
    """What was done, for the person to read."""
    return await _write(view, "note", handling.write_to_person, N_("Noted. The person is told."))


@pages.act("/grievances/{id}/close")
async def close_grievance(view: View) -> Answer:
    """It is over, with what came of it."""
    return await _write(view, "close", handling.close_grievance, N_("Closed. The person is told."))


async def _write(view: View, act: str, step: Step, said: str) -> Answer:
    grievance = await _find(view)
    if grievance is None:
        return not_found()
    question = WORDS[act].questions[0]
    words = read_words(question, view)
    if isinstance(words, Refusal):
        typed = str(view.form.get(question.key, ""))
        return await _show(view, grievance, act, typed, words)
    done = await step(view.session, view.actor, grievance, Note(words))
    return Goto(f"/grievances/{grievance.key()}", said=said, refusal=done)
