"""Changing an entry at the PC: all facts on one page, read as what people type is read."""

from console.core.form_page import read_form, show_form
from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Pages
from dialogue.core.i18n import N_
from dialogue.labourers.form_intake import INTAKE, to_change
from models.core.refusal import Refusal
from models.labourers import ledger, staff_entries
from models.placements import entry_changes
from models.placements.entry_changes import OWN_WORD

pages = Pages()


@pages.look("/people/{id}/change")
async def show_change(view: View) -> Answer:
    """The facts as they are, but for the person's own consents."""
    one = await staff_entries.get_entry(view.session, view.actor, view.number())
    if one is None:
        return not_found()
    facts = to_change(await ledger.get_facts(view.session, one))
    lines = show_form(INTAKE, facts, view.scene, OWN_WORD)
    return Screen("labourers/change.html", {"one": one, "lines": lines, "refusal": None})


@pages.act("/people/{id}/change")
async def change(view: View) -> Answer:
    """What was typed, or the page again with all of it and what can't be read."""
    one = await staff_entries.get_entry(view.session, view.actor, view.number())
    if one is None:
        return not_found()
    facts = to_change(await ledger.get_facts(view.session, one))
    read = read_form(INTAKE, facts, view.several, view.scene, OWN_WORD)
    shown = {"one": one, "lines": read.lines, "refusal": None}
    if not read.is_whole:
        return Screen("labourers/change.html", shown, status=422)
    done = await entry_changes.change_entry_by_office(
        view.session, view.actor, one.key(), read.answers
    )
    if isinstance(done, Refusal):
        return Screen("labourers/change.html", shown | {"refusal": done}, status=409)
    said = N_("Changed.") if done.changed else N_("Nothing was different.")
    return Goto(f"/people/{one.key()}", said)
