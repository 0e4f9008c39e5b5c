"""People of the ledger: found, and one entry with all that belongs to it."""

from functools import partial

from console.core.office import Answer, Screen, View, not_found
from console.core.pages import Link, Pages
from dialogue.core.form_screens import shown_answer
from dialogue.core.i18n import N_
from dialogue.labourers.entry import fill_form
from models.labourers import ledger, staff_entries
from models.labourers.staff_entries import FindEntry

pages = Pages(links=(Link(10, "/people", N_("People")),))


@pages.look("/people")
async def list_people(view: View) -> Answer:
    """Who fits the words."""
    words = view.query.get("q", "").strip()
    found = await staff_entries.find_entries(view.session, view.actor, FindEntry(words))
    return Screen("labourers/people.html", {"words": words, "found": found if words else []})


@pages.look("/people/{id}")
async def show_person(view: View) -> Answer:
    """One entry; that it was looked at goes into the trail."""
    labourer = await staff_entries.get_entry(view.session, view.actor, view.number())
    if labourer is None:
        return not_found()
    facts = await ledger.get_facts(view.session, labourer)
    filled = fill_form(facts, view.scene)
    lines = [
        (question.label, shown_answer(question, filled.answers[question.key], view.scene))
        for question in filled.asked
        if question.key in filled.answers
    ]
    noted = partial(staff_entries.note_looked_at, labourer_id=labourer.key())
    return Screen("labourers/person.html", {"one": labourer, "lines": lines}, noted=noted)
