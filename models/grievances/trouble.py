"""Trouble that an answer at work tells of: the office knows at once, whatever else is open."""

import datetime as dt
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.core.vocabulary import Trouble
from models.grievances import handling, queue
from models.grievances.grievance import Grievance
from models.labourers.labourer import Labourer
from models.placements.placement import Placement


async def report_trouble(
    session: Session,
    labourer: Labourer,
    placement: Placement,
    kind: Trouble,
    now: dt.datetime,
    by: int,
    zone: ZoneInfo,
) -> Grievance:
    """What an answer at work tells: the open one about the same, or a new one.

    Where a new one would be too many, the newest open one is told of it, and its day comes nearer.
    """
    going_on = await queue.list_open_of_labourer(session, labourer.key())
    for one in going_on:
        if (one.placement_id, one.kind) == (placement.key(), kind):
            return one
    facts = {"kind": kind}
    made = await handling.open_grievance(session, labourer, facts, now, by, zone, placement)
    if isinstance(made, Grievance):
        return made
    await handling.add_trouble(session, going_on[0], kind, now, by, zone)
    return going_on[0]
