"""One broker: who it is, their people, villages and results, and what the office decides."""

from collections.abc import Mapping
from functools import partial

from console.brokers.lists import NOTHING, counties_of
from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Pages
from console.core.questions import list_villages, make_fields, own_regions, read_question
from dialogue.brokers.form_why import NO_BROKER, PAUSE_BROKER
from dialogue.brokers.screens import STATES, same_number_warning
from dialogue.core.form import Form
from dialogue.core.i18n import N_
from dialogue.parsing.id_number import masked
from dialogue.placements.screens import STATES_FOR_STAFF
from models.brokers import approval, roster, same_number, villages
from models.brokers.roster import ListedBroker
from models.core.refusal import Refusal
from models.labourers import care
from models.placements import of_office
from models.subsidies.broker_results import list_broker_results

pages = Pages()
DONE = N_("✅ Done.")
WHY_FORMS: Mapping[str, Form] = {"refuse": NO_BROKER, "suspend": PAUSE_BROKER}


@pages.look("/brokers/{id}")
async def show_broker(view: View) -> Answer:
    """All of it; that it was looked at goes into the trail."""
    listed = await _load(view)
    return await _screen(view, listed) if listed else not_found()


async def _load(view: View) -> ListedBroker | None:
    counties = view.actor.roles.counties()
    return await roster.get_listed_broker(view.session, view.number(), counties)


async def _screen(
    view: View, one: ListedBroker, refusals: Mapping[str, Refusal] | None = None
) -> Screen:
    number, session = one.account_id, view.session
    same = await same_number.list_same_number(session, one.broker) if one.broker else []
    results = await list_broker_results(session, view.actor, counties_of([one]), number)
    typed = refusals or {}
    whys = {
        step: make_fields(
            form, view,
            None if step in typed else {},
            refusals={"why": typed[step]} if step in typed else {},
        )["why"]
        for step, form in WHY_FORMS.items()
    }  # fmt: skip
    shown = {
        "one": one,
        "states": STATES,
        "masked": masked,
        "warned": same_number_warning(same, view.actor.roles.counties(), view.scene),
        "result": results.get(number, NOTHING),
        "people": await care.list_people_of_broker(
            session, view.actor, number, view.page("people")
        ),
        "placements": await of_office.list_placements_of_broker(
            session, view.actor, number, view.page("placements")
        ),
        "stands": STATES_FOR_STAFF,
        "whys": whys,
        "villages": list_villages(own_regions(view)) if one.is_active else [],
        "query": view.query,
    }
    noted = partial(roster.note_looked_at, account_id=number)
    status = 422 if typed else 200
    return Screen("brokers/broker.html", shown, status=status, noted=noted)


def _after(view: View, refusal: Refusal | None) -> Goto:
    here = f"/brokers/{view.number()}"
    return Goto(here, refusal=refusal) if refusal else Goto(here, said=DONE)


@pages.act("/brokers/{id}/approve")
async def approve_broker(view: View) -> Answer:
    """They may work in the villages that they asked for."""
    listed = await _load(view)
    if listed is None:
        return not_found()
    return _after(view, await approval.approve_broker(view.session, view.actor, listed.broker))


@pages.act("/brokers/{id}/reinstate")
async def reinstate_broker(view: View) -> Answer:
    """They may work again."""
    listed = await _load(view)
    if listed is None:
        return not_found()
    return _after(view, await approval.reinstate_broker(view.session, view.actor, listed.broker))


@pages.act("/brokers/{id}/refuse")
async def refuse_broker(view: View) -> Answer:
    """Not accepted, with a reason that they read."""
    listed = await _load(view)
    if listed is None or listed.broker is None:
        return not_found()
    why = read_question(NO_BROKER.of("why"), [view.form.get("why", "")], view)
    if isinstance(why, Refusal):
        return await _screen(view, listed, {"refuse": why})
    refused = await approval.refuse_broker(view.session, view.actor, listed.broker, why)
    return _after(view, refused)


@pages.act("/brokers/{id}/suspend")
async def suspend_broker(view: View) -> Answer:
    """Paused, with a reason that they read."""
    listed = await _load(view)
    if listed is None:
        return not_found()
    why = read_question(PAUSE_BROKER.of("why"), [view.form.get("why", "")], view)
    if isinstance(why, Refusal):
        return await _screen(view, listed, {"suspend": why})
    refused = await approval.suspend_broker(view.session, view.actor, listed.account_id, why)
    return _after(view, refused)


@pages.act("/brokers/{id}/give-village")
async def give_village(view: View) -> Answer:
    """One village more."""
    if await _load(view) is None:
        return not_found()
    village = str(view.form.get("village", ""))
    refused = await villages.give_village(view.session, view.actor, view.number(), village)
    return _after(view, refused)


@pages.act("/brokers/{id}/take-village")
async def take_village(view: View) -> Answer:
    """One village, or a wider area as it was given, less."""
    if await _load(view) is None:
        return not_found()
    area = str(view.form.get("area", ""))
    refused = await villages.take_village(view.session, view.actor, view.number(), area)
    return _after(view, refused)
