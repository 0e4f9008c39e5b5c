"""People to be called: their numbers, and how each call went."""

from functools import partial

from console.core.listing import asked_page, pages_around
from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Link, Pages
from dialogue.core.i18n import N_
from dialogue.core.labels import STATUS
from dialogue.labourers.form_intake import INTAKE
from dialogue.labourers.monthly_status import status_words
from models.core.refusal import Refusal
from models.core.vocabulary import WorkStatus
from models.labourers import calls, ledger
from models.labourers.calls import Call, CallOutcome
from models.labourers.labourer import Labourer
from models.placements import entry_changes

pages = Pages(links=(Link(60, "/calls", N_("Calls")),))
OUTCOMES = {"same": CallOutcome.STILL_SO, "none": CallOutcome.NOT_REACHED}
NOTED, LATER = N_("Noted."), N_("All right, try again later.")
OFFICE_ASKS = N_("Noted. Another broker placed them, so the county office asks them first.")


@pages.look("/calls")
async def list_calls(view: View) -> Answer:
    """Everybody whom the office is to call; that the numbers were seen goes into the trail."""
    actor = view.actor
    found = await calls.list_waiting_calls(view.session, actor.id, actor.roles, asked_page(view))
    people = [labourer.key() for _, labourer in found.items]
    shown = {
        "found": found,
        "now": [status_words(view.speech, labourer) for _, labourer in found.items],
        "statuses": STATUS,
        "around": pages_around(view, found),
    }
    noted = partial(calls.note_listed, labourers=people) if people else None
    return Screen("labourers/calls.html", shown, noted=noted)


@pages.act("/calls/{id}")
async def record_call(view: View) -> Answer:
    """Still so, not reached, or what they do now."""
    actor, said = view.actor, str(view.form.get("outcome", ""))
    found = await calls.get_waiting_call(view.session, actor.id, actor.roles, view.number())
    if found is None:
        return not_found()
    if said in tuple(WorkStatus):
        return await _record_change(view, *found, WorkStatus(said))
    if said not in OUTCOMES:
        return Goto("/calls", refusal=Refusal("call_outcome"))
    done = await calls.record_call(view.session, view.actor, found[0].key(), OUTCOMES[said])
    return Goto("/calls", said=LATER if said == "none" else NOTED, refusal=done)


async def _record_change(view: View, call: Call, labourer: Labourer, status: WorkStatus) -> Goto:
    """The new status goes into the entry; answers that belonged to the old one fall."""
    facts = await ledger.get_facts(view.session, labourer)
    fitting = INTAKE.fitting({**facts, "status": status}, view.actor.today)
    identity = {key: facts[key] for key in ("sex", "birth_year", "born_on")}
    done = await entry_changes.record_call_with_change(
        view.session, view.actor, call.key(), {**identity, **fitting}
    )
    if isinstance(done, Refusal):
        return Goto("/calls", refusal=done)
    return Goto("/calls", said=OFFICE_ASKS if done.is_asked else NOTED)
