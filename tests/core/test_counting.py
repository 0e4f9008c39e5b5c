"""Counts of the menu: what was changed is written for them only where they ask for it."""

from sqlmodel import select

from models.core.counting import CountQuery, add_counts, count_together
from models.core.session import Session
from models.enquiries.enquiry import Enquiry
from models.labourers.monthly_status import waiting_status_count
from models.labourers.own_entry import not_asked_count
from models.placements import waiting as placements
from tests.support.labourers.facts import entry_facts
from tests.support.store import DAY, NOON, consenting_account, register_labourer
from tests.support.turns import COUNTY_ZONE


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


async def test_a_count_of_people_waits_for_the_columns_that_it_names(embedded: Session) -> None:
    """Somebody else's answer need not be written for it; when they told of their work must be."""
    ana = await consenting_account(embedded, 71)
    one = await register_labourer(embedded, ana, entry_facts())
    await embedded.flush()
    one.ethnicity = "han"
    asked = waiting_status_count(one.key(), NOON, COUNTY_ZONE)
    counts = {"monthly": asked, "more": not_asked_count(one.key())}
    await count_together(embedded, counts)
    assert one in embedded.dirty
    one.status_told_at = NOON - DAY
    await count_together(embedded, counts)
    assert one not in embedded.dirty
