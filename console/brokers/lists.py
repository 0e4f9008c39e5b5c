"""Brokers of the county as a list, and the villages that have none."""

from console.core.office import Answer, Screen, View
from console.core.pages import Link, Pages
from dialogue.brokers.screens import STATES
from dialogue.core.i18n import N_
from models.brokers import coverage, roster
from models.brokers.roster import ListedBroker
from models.core.gazetteer import COUNTY
from models.core.paging import cut
from models.labourers import care
from models.subsidies.broker_results import BrokerResult, list_broker_results

pages = Pages(links=(Link(50, "/brokers", N_("Brokers")),))
SIZE = 50
NOTHING = BrokerResult()


@pages.look("/brokers")
async def list_brokers(view: View) -> Answer:
    """Who applies, and all brokers with what they brought about this year."""
    counties = view.actor.roles.counties()
    waiting = await roster.list_applications(view.session, counties)
    every = await roster.list_brokers(view.session, counties)
    words = view.query.get("q", "").strip()
    found = [one for one in every if words in one.name]
    listed = cut(found, view.page(), SIZE)
    results = await list_broker_results(view.session, view.actor, counties_of(every))
    cared = await care.count_in_care(view.session, view.actor)
    rows = [
        {
            "one": one,
            "villages": coverage.count_villages(view.regions, one.areas),
            "cared": cared.get(one.account_id, 0),
            "result": results.get(one.account_id, NOTHING),
        }
        for one in listed.items
    ]
    shown = {"waiting": waiting.items, "rows": rows, "listed": listed, "words": words}
    return Screen("brokers/brokers.html", {**shown, "states": STATES})


@pages.look("/brokers/villages")
async def list_uncovered(view: View) -> Answer:
    """The townships that have villages without a broker, and which."""
    covered = await coverage.list_covered_areas(view.session)
    counties = view.regions.within(view.actor.roles.counties()).below()
    townships = [
        one
        for county in counties
        for one in coverage.list_uncovered_townships(view.regions, covered, county.code)
    ]
    count = sum(len(one.without) for one in townships)
    return Screen("brokers/villages.html", {"townships": townships, "count": count})


def counties_of(listed: list[ListedBroker]) -> set[str]:
    """Where these brokers work."""
    return {area[:COUNTY] for one in listed for area in one.areas if area}
