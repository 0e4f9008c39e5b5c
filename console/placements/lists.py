"""Lists of placements: what waits for the review, and all others by filters."""

from typing import Any

from console.core.listing import asked_number, asked_page, pages_around
from console.core.office import Answer, Screen, View
from console.core.pages import Link, Pages
from dialogue.core.i18n import N_
from dialogue.placements.review import QUEUES
from dialogue.placements.screens import STATES_FOR_STAFF
from models.core.months import parse_month
from models.placements import approving, decided, office_list, review
from models.placements.office_list import PlacementFilter
from models.placements.review import Queue
from models.placements.states import PlacementState

pages = Pages(links=(Link(30, "/placements", N_("Placements")),))
WORDS_MOST = 60


def _read_filter(view: View) -> PlacementFilter:
    asked = view.query
    queue, state = asked.get("queue", ""), asked.get("state", "")
    return PlacementFilter(
        queue=Queue(queue) if queue in tuple(Queue) else None,
        state=PlacementState(state) if state in tuple(PlacementState) else None,
        month=parse_month(asked.get("month", "").replace("-", "")),
        broker=asked_number(view, "broker"),
        employer=asked_number(view, "employer"),
        words=asked.get("q", "").strip()[:WORDS_MOST],
        with_signals=asked.get("signals") == "1",
    )


@pages.look("/placements")
async def list_placements(view: View) -> Answer:
    """Those that fit the filter; without one, those that wait to be approved."""
    wanted = _read_filter(view)
    if not any(view.query.get(key) for key in ("queue", "state", "q", "any", *_OTHERS)):
        wanted = PlacementFilter(queue=Queue.APPROVE)
    found = await office_list.list_placements(view.session, view.actor, wanted, asked_page(view))
    months = {}
    if wanted.state is not None:
        counties = view.actor.roles.counties()
        months = await decided.count_by_month(
            view.session, wanted.state, counties, view.office.zone
        )
    shown: dict[str, Any] = {
        "wanted": wanted,
        "queues": QUEUES,
        "counts": await review.count_queues(
            view.session, view.actor.roles.counties(), view.actor.now
        ),
        "states": STATES_FOR_STAFF,
        "months": months,
        "brokers": await office_list.list_reporters(view.session, view.actor),
        "added": len(await approving.list_added(view.session, view.actor)),
        "found": found,
        "around": pages_around(view, found),
    }
    return Screen("placements/placements.html", shown)


_OTHERS = ("month", "broker", "employer", "signals")
