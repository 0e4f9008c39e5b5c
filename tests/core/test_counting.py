"""Counts of the menu: what was changed is written for them only where they ask for it."""

from sqlmodel import select

from models.core.counting import CountQuery, add_counts, count_together
from models.core.session import Session
from models.enquiries.enquiry import Enquiry
from models.placements import waiting as placements
from tests.support.store import NOON, consenting_account


def enquiries(number: int) -> CountQuery:
    """A query that is put together anew each time."""
    return CountQuery(select(Enquiry.number).where(Enquiry.id == number))


async def test_a_change_that_no_count_asks_for_waits(embedded: Session) -> None:
    ana = await consenting_account(embedded, 71)
    ana.came_with = "news"
    counts = {"waiting": add_counts([placements.waiting_count(1)])}
    assert await count_together(embedded, counts) == {"waiting": 0}
    assert ana in embedded.dirty


async def test_a_count_sees_what_was_changed(embedded: Session) -> None:
    ana = await consenting_account(embedded, 71)
    enquiry = Enquiry(county="222424", account_id=ana.key(), opened_at=NOON)
    embedded.add(enquiry)
    await embedded.flush()
    enquiry.number = 3
    counts = {"waiting": placements.waiting_count(1), "messages": enquiries(enquiry.key())}
    assert await count_together(embedded, counts) == {"waiting": 0, "messages": 3}
