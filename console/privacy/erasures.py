"""Requests to erase somebody: told to the office by one, decided by another."""

from functools import partial

from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Pages
from dialogue.core.i18n import N_
from dialogue.privacy.erasure import SHORT, matter_lines
from models.core.refusal import Refusal
from models.labourers import staff_entries
from models.privacy import erasure, open_matters

pages = Pages()
LIST = "/erasures"


@pages.look("/erasures")
async def list_requests(view: View) -> Answer:
    """Those that wait, the longest first."""
    counties = view.actor.roles.counties()
    found = await erasure.list_erasure_requests(view.session, counties, 1)
    return Screen("privacy/erasures.html", {"found": found.items, "more": found.more})


@pages.look("/erasures/{id}")
async def show_request(view: View) -> Answer:
    """Whom it is about, and what is open about them."""
    counties = view.actor.roles.counties()
    found = await erasure.get_erasure_request(view.session, view.number(), counties)
    if found is None or found.decided_at is not None or found.labourer_id is None:
        return not_found()
    one = await staff_entries.get_entry(view.session, view.actor, found.labourer_id)
    if one is None:
        return not_found()
    matters = await open_matters.list_of_entry(view.session, one.key())
    shown = {
        "request": found,
        "one": one,
        "matters": matter_lines(matters, SHORT, view.speech),
        "is_own": found.asked_by == view.actor.id,
    }
    noted = partial(staff_entries.note_looked_at, labourer_id=one.key())
    return Screen("privacy/erasure.html", shown, noted=noted)


@pages.act("/people/{id}/erase")
async def ask(view: View) -> Answer:
    """The person was here and wants to go; a colleague calls them and decides."""
    made = await erasure.request_erasure_at_office(view.session, view.actor, view.number())
    if isinstance(made, Refusal):
        return not_found()
    return Goto(f"/people/{view.number()}", N_("Noted. A colleague calls them and decides."))


@pages.act("/erasures/{id}/{decision}")
async def decide(view: View) -> Answer:
    """They were heard: erased, or they stay."""
    decisions = {"erase": erasure.grant_erasure, "keep": erasure.decline_erasure}
    counties, decided = view.actor.roles.counties(), decisions.get(view.path["decision"])
    found = await erasure.get_erasure_request(view.session, view.number(), counties)
    if found is None or decided is None:
        return not_found()
    why = await decided(view.session, view.actor, found)
    if why:
        return Goto(f"{LIST}/{view.number()}", refusal=why)
    is_gone = view.path["decision"] == "erase"
    return Goto(LIST, N_("Everything about them is deleted.") if is_gone else N_("✅ Noted."))
