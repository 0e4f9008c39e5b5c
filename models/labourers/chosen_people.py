"""What the office does with all whom a filter finds: so far, to have them called."""

from sqlalchemy import literal
from sqlmodel import col

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.bulk_writes import get_insert_class
from models.core.column_types import UTCDateTime
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import office_list
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.labourers.people_filter import PeopleFilter

# One statement of so many rows takes less than a piece of work may.
MOST_AT_ONCE = 2_000


async def put_on_call_list(session: Session, actor: Actor, wanted: PeopleFilter) -> int | Refusal:
    """All who fit are to be called this month; gives how many are new on the list.

    Refusals: not_yours, people_many {most}.
    """
    count = await office_list.count_people(session, actor, wanted)
    if isinstance(count, Refusal):
        return count
    if count > MOST_AT_ONCE:
        return Refusal("people_many", {"most": MOST_AT_ONCE})
    each = await office_list.select_people(
        session,
        actor,
        wanted,
        literal(actor.today.year * 100 + actor.today.month),
        col(Labourer.id),
        literal(actor.now, UTCDateTime()),
        literal(0),
    )
    if isinstance(each, Refusal):
        return each
    columns = ["month", "labourer_id", "opened_at", "tries"]
    planned = get_insert_class(session)(Call).from_select(columns, each).on_conflict_do_nothing()
    made = (await session.exec(planned)).rowcount
    audit.record(session, actor.now, Act.LISTED, by=actor.id, of=(Subject.LEDGER, 0))
    await session.flush()
    return int(made)
