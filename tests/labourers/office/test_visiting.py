"""Visits: whom to go to, what is missing about them, and what was found, many lines at once."""

import datetime as dt

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.audit import Act, AuditRecord
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import visiting
from models.labourers.people_filter import PeopleFilter
from models.labourers.visit import Visit
from models.labourers.visiting import VisitFault, WrittenVisit
from tests.support.accounts.factory import new_account
from tests.support.labourers.county import TONGYU_VILLAGE, add_person
from tests.support.labourers.facts import HENAN
from tests.support.store import DAY, NOON
from tests.support.stored_actors import ZONE, clerk

TODAY = NOON.date()
POOR = {"registered_poor": True, "household_head": "金大山", "head_birth_year": 1950}


async def test_people_are_listed_by_village_and_household_with_what_is_missing(
    session: Session,
) -> None:
    told = {"skills": ["crops"], "wishes": ["work"]}
    first = await add_person(session, 1, name="金一", **POOR, **told)
    alone = await add_person(session, 2, name="独居", village=HENAN, id_number=None, phone=None)
    second = await add_person(session, 3, name="金二", **POOR)
    homes = await visiting.list_for_visits(session, clerk(), PeopleFilter())
    assert not isinstance(homes, Refusal)
    assert [[line.person.id for line in home.people] for home in homes] == [
        [first.id, second.id],
        [alone.id],
    ]
    assert (homes[0].head_name, homes[1].head_name) == ("金大山", None)
    assert [line.missing for home in homes for line in home.people] == [
        (),
        ("skills", "wishes"),
        ("id_number", "phone", "skills", "wishes"),
    ]


async def test_several_lines_are_entered_at_once_and_are_in_the_trail(session: Session) -> None:
    people = [await add_person(session, number) for number in (1, 2)]
    lines = [
        WrittenVisit(people[0].key(), TODAY, "在家想学焊工", "村干部老张"),
        WrittenVisit(people[1].key(), TODAY - 3 * DAY, ""),
    ]
    assert await visiting.record_visits(session, clerk(), lines) == 2
    (visit,) = await _visits(session, people[0].key())
    assert (visit.visitor, visit.note, visit.written_by) == ("村干部老张", "在家想学焊工", 7)
    acts = select(AuditRecord.labourer_id).where(AuditRecord.act == Act.VISITED)
    assert set(await session.exec(acts)) == {one.id for one in people}
    homes = await visiting.list_for_visits(session, clerk(), PeopleFilter())
    assert not isinstance(homes, Refusal)
    assert [home.people[0].last_visit for home in homes] == [TODAY, TODAY - 3 * DAY]


async def _visits(session: Session, number: int) -> list[Visit]:
    found = await visiting.list_visits(session, clerk(), number)
    assert not isinstance(found, Refusal)
    return found


async def test_one_wrong_line_keeps_all_out_and_every_fault_is_told(session: Session) -> None:
    here = await add_person(session, 1)
    there = await add_person(session, 2, village=TONGYU_VILLAGE)
    lines = [
        WrittenVisit(here.key(), TODAY),
        WrittenVisit(there.key(), TODAY),
        WrittenVisit(here.key(), TODAY + DAY),
        WrittenVisit(here.key(), TODAY - 367 * DAY),
        WrittenVisit(10**9, TODAY),
    ]
    faults = await visiting.record_visits(session, clerk(), lines)
    assert faults == [
        VisitFault(2, Refusal("not_yours")),
        VisitFault(3, Refusal("visit_day", {"day": "2026-11-24"})),
        VisitFault(4, Refusal("visit_day", {"day": "2025-11-21"})),
        VisitFault(5, Refusal("not_yours")),
    ]
    assert list(await session.exec(select(Visit.id).order_by(col(Visit.id)))) == []


async def test_only_staff_of_the_county_see_and_write_visits(session: Session) -> None:
    one = await add_person(session, 1)
    line = WrittenVisit(one.key(), dt.date(2026, 11, 1))
    nobody = Actor(new_account(8, id=8), Roles(), NOON, ZONE)
    refused = Refusal("not_yours")
    assert await visiting.record_visits(session, nobody, [line]) == refused
    assert await visiting.list_for_visits(session, nobody, PeopleFilter()) == refused
    assert await visiting.list_visits(session, nobody, one.key()) == refused
    assert await visiting.list_visits(session, clerk(area="220822"), one.key()) == refused
    assert await visiting.list_for_visits(session, clerk(area="220822"), PeopleFilter()) == []
    many = await visiting.record_visits(session, clerk(), [line] * 101)
    assert many == Refusal("visits_many", {"most": 100})
