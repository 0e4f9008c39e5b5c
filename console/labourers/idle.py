"""Registered poor households with nobody in work, and the changes of a month."""

from console.core.office import Answer, Screen, View, not_found, refused
from console.core.pages import Link, Pages
from console.core.rendering import with_query
from console.labourers.people import list_townships
from dialogue.core import labels
from dialogue.core.i18n import N_
from dialogue.labourers.month_words import CHANGES
from models.core.refusal import Refusal
from models.labourers import idle_households, snapshots
from models.labourers.people_filter import parse_people_filter
from models.labourers.snapshots import Change
from models.labourers.working_age import read_shipped, read_working_ages

pages = Pages(
    links=(
        Link(15, "/households", N_("Nobody in work")),
        Link(30, "/months", N_("Month by month")),
    )
)
PAGE = 50


@pages.look("/households")
async def list_households(view: View) -> Answer:
    """Since when, who covers the village, and what was tried; it leaves by itself."""
    area = parse_people_filter({"area": view.query.get("area", "")})
    if isinstance(area, Refusal):
        return refused(area, status=400)
    rules = read_working_ages(view.office.data_dir)
    rules = read_shipped() if isinstance(rules, Refusal) else rules
    after = _number(view, "after")
    found = await idle_households.list_idle_households(
        view.session, view.actor, rules, area=area.area, after=after, most=PAGE + 1
    )
    count = await idle_households.count_idle_households(view.session, view.actor, rules)
    if isinstance(found, Refusal) or isinstance(count, Refusal):
        return refused(Refusal("not_yours"), status=403)
    shown = found[:PAGE]
    more = with_query("/households", {"area": area.area}, after=shown[-1].id) if shown else None
    return Screen(
        "labourers/households.html",
        {
            "found": shown,
            "count": count,
            "area": area.area,
            "townships": list_townships(view),
            "status": labels.STATUS,
            "after": more if len(found) > PAGE else None,
        },
    )


@pages.look("/months")
async def list_months(view: View) -> Answer:
    """The months that were kept, and how many were not heard of."""
    silent = await snapshots.count_silent(view.session, view.actor)
    if isinstance(silent, Refusal):
        return refused(silent, status=403)
    months = await snapshots.list_snapshot_months(view.session)
    return Screen("labourers/months.html", {"months": months, "silent": silent})


@pages.look("/months/{id}")
async def show_month(view: View) -> Answer:
    """Who changed since the month before, and how."""
    month, after = view.number(), _number(view, "after")
    chosen = view.query.get("change", "")
    if not 190001 <= month <= 999912 or not 1 <= month % 100 <= 12:
        return not_found()
    if chosen and chosen not in set(Change):
        return not_found()
    wanted = (Change(chosen),) if chosen else tuple(Change)
    counts = await snapshots.count_month_changes(view.session, view.actor, month)
    found = await snapshots.list_month_changes(
        view.session, view.actor, month, wanted, after=after, most=PAGE + 1
    )
    if isinstance(found, Refusal) or isinstance(counts, Refusal):
        return refused(Refusal("month_not_taken"), status=404)
    shown, here = found[:PAGE], f"/months/{month}"
    more = with_query(here, {"change": chosen}, after=shown[-1].labourer_id) if shown else None
    return Screen(
        "labourers/month.html",
        {
            "month": month,
            "counts": [(change, words, counts.get(change, 0)) for change, words in CHANGES.items()],
            "found": shown,
            "words": CHANGES,
            "status": labels.STATUS,
            "after": more if len(found) > PAGE else None,
        },
    )


def _number(view: View, name: str) -> int:
    text = view.query.get(name, "0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
