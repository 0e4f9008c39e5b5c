"""Employers as lists: those used last, those that fit some words, and the blacklist."""

from console.core.office import Answer, Goto, Screen, View
from console.core.pages import Link, Pages
from console.core.questions import make_fields, read_form
from dialogue.core import labels
from dialogue.core.i18n import N_
from dialogue.employers.form_employer import EMPLOYER
from models.core.paging import Page
from models.core.refusal import Refusal
from models.employers import directory
from models.employers.commands import EmployerDetails

pages = Pages(links=(Link(60, "/employers", N_("Employers")),))
FOUND_MOST = 50


@pages.look("/employers")
async def list_employers(view: View) -> Answer:
    """Those used last, or those with these words in the name or this credit code."""
    words, counties = view.query.get("q", "").strip(), view.actor.roles.counties()
    if words:
        found = await directory.find_employers(view.session, counties, words, FOUND_MOST)
        listed = Page(found)
    else:
        listed = await directory.list_employers(view.session, counties, view.page())
    shown = {"listed": listed, "words": words, "blacklist": False}
    return Screen("employers/employers.html", shown | LABELS)


@pages.look("/employers/blacklist")
async def list_blacklisted(view: View) -> Answer:
    """Where nobody is placed any more, with the reason and since when."""
    counties = view.actor.roles.counties()
    listed = await directory.list_blacklisted(view.session, counties, view.page())
    shown = {"listed": listed, "words": "", "blacklist": True}
    return Screen("employers/employers.html", shown | LABELS)


@pages.look("/employers/new")
async def ask_new(view: View) -> Answer:
    return _form(view, {}, {})


@pages.act("/employers/new")
async def open_employer(view: View) -> Answer:
    """A new one; the known one where the county knows its credit code."""
    filled = read_form(EMPLOYER, view)
    if filled.refusals:
        return _form(view, None, dict(filled.refusals))
    told = EmployerDetails(**filled.answers)
    county = next(iter(view.actor.roles.counties()), "")
    opened = await directory.open_employer(view.session, view.actor, told, county)
    if isinstance(opened, Refusal):
        return _form(view, None, {"employer_name": opened})
    return Goto(f"/employers/{opened.key()}", said=N_("✅ <b>Written down.</b>"))


def _form(view: View, answers: dict[str, object] | None, refusals: dict[str, Refusal]) -> Screen:
    fields = make_fields(EMPLOYER, view, answers, refusals=refusals)
    shown = {"fields": fields, "one": None, "to": "/employers/new", "back": "/employers"}
    return Screen("employers/form.html", shown, status=422 if refusals else 200)


LABELS = {"kinds": labels.EMPLOYER_KINDS, "destinations": labels.DESTINATIONS}
