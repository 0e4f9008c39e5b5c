"""The office's list of people: its filters, its pages, and whom it never shows."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.audit import Act, AuditRecord, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName, Wish, WorkStatus
from models.labourers import office_list, staff_entries
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks.finding import FindingKind
from models.labourers.office_list import PeoplePage, parse_place
from models.labourers.people_filter import PeopleFilter, parse_people_filter
from models.labourers.staff_entries import FindEntry
from tests.support.accounts.factory import new_account
from tests.support.labourers.county import TONGYU_VILLAGE, add_people, add_person
from tests.support.labourers.facts import HENAN, id_number
from tests.support.placements.factory import confirmed_placement
from tests.support.store import DAY, NOON
from tests.support.stored_actors import ZONE, clerk

NUMBER = id_number("19900101", "038")


async def names(session: Session, wanted: PeopleFilter, actor: Actor | None = None) -> list[str]:
    """Everybody on the list, page by page; the count agrees."""
    actor, place, found = actor or clerk(), None, list[str]()
    while True:
        page = await office_list.get_people_page(session, actor, wanted, place, size=2)
        assert isinstance(page, PeoplePage)
        found += [one.name for one in page.people]
        if page.following is None:
            break
        place = parse_place(str(page.following))
    assert await office_list.count_people(session, actor, wanted) == len(found)
    numbers = [
        n async for piece in office_list.iterate_numbers(session, actor, wanted, 2) for n in piece
    ]
    assert len(numbers) == len(set(numbers)) == len(found)
    return found


@pytest.mark.parametrize(
    ("typed", "whom"),
    [
        *(("秀英", ["李秀英", "王秀英"]), ("王 秀 英", ["王秀英"]), ("王秀英", ["王秀英"])),
        *(("0077", ["金海"]), ("13812340077", ["金海"]), ("138 1234 0077", ["金海"])),
        *((NUMBER, ["金海"]), (NUMBER[-4:], ["金海"]), (NUMBER[-4:].lower(), ["金海"])),
        *(("河南", ["金海"]), ("金海 河南", ["金海"]), ("秀英 河南", [])),
        *(("金海 0077", ["金海"]), ("王秀英 0077", []), ("", ["李秀英", "王秀英", "金海"])),
        *(("%", []), ("_", []), ("9999", [])),
    ],
)
async def test_people_are_found_by_part_of_a_name_a_number_or_a_place(
    session: Session, typed: str, whom: list[str]
) -> None:
    await add_people(session, ["王秀英", "李秀英"])
    told = {"id_number": NUMBER, "phone": "+8613812340077", "village": HENAN}
    await add_person(session, 3, name="金海", **told)
    assert sorted(await names(session, PeopleFilter(words=typed))) == sorted(whom)


@pytest.mark.parametrize(
    ("wanted", "whom"),
    [
        ({"status": frozenset({WorkStatus.OUTSIDE})}, ["甲"]),
        ({"status": frozenset({WorkStatus.OUTSIDE, WorkStatus.FARMING})}, ["甲", "乙"]),
        ({"poor": True}, ["乙"]),
        ({"poor": False}, ["甲", "丙"]),
        ({"skills": frozenset({"酿酒"})}, ["丙"]),
        ({"skills": frozenset({"crops", "酿酒"})}, ["乙", "丙"]),
        ({"courses": frozenset({"ginseng"})}, ["乙"]),
        ({"wishes": frozenset({Wish.TRAINING})}, ["乙"]),
        ({"wants_work": True}, ["丙"]),
        ({"wants_work": False}, ["甲", "乙"]),
        ({"silent_days": 30}, ["甲"]),
        ({"has_account": True}, ["乙"]),
        ({"has_account": False}, ["甲", "丙"]),
        ({"area": HENAN}, ["丙"]),
        ({"area": "222424101"}, ["甲", "乙", "丙"]),
        ({"area": "2208"}, []),
        ({"check": FindingKind.AGE}, []),
        ({"status": frozenset({WorkStatus.OUTSIDE}), "poor": True}, []),
    ],
)
async def test_each_filter_narrows_and_all_hold_together(
    session: Session, wanted: dict[str, Any], whom: list[str]
) -> None:
    away = await add_person(session, 1, name="甲", status="outside")
    away.status_told_at = NOON - 31 * DAY
    learns = {"skills": ["crops"], "wishes": ["training"], "courses": ["ginseng"]}
    poor = await add_person(
        session,
        2,
        name="乙",
        status="farming",
        registered_poor=True,
        household_head="@self",
        **learns,
    )
    session.add(new_account(77, labourer_id=poor.id))
    await session.flush()
    await add_person(session, 3, name="丙", village=HENAN, skills=["酿酒"], wishes=["work"])
    await session.flush()
    assert sorted(await names(session, PeopleFilter(**wanted))) == sorted(whom)


async def test_who_is_placed_is_told_from_who_is_not(session: Session) -> None:
    placement = await confirmed_placement(session)
    await add_person(session, 5, name="丁")
    assert await names(session, PeopleFilter(placed=False)) == ["丁"]
    (line,) = (await _page(session, PeopleFilter(placed=True))).people
    assert (line.id, line.employer) == (placement.labourer_id, "延边金达莱服装厂")
    placement.ended_on = NOON.date()
    await session.flush()
    assert len(await names(session, PeopleFilter(placed=False))) == 2


async def _page(session: Session, wanted: PeopleFilter) -> PeoplePage:
    page = await office_list.get_people_page(session, clerk(), wanted)
    assert isinstance(page, PeoplePage)
    return page


async def test_nobody_of_another_county_is_ever_shown(session: Session) -> None:
    told = {"id_number": NUMBER, "phone": "+8613812340077"}
    far = await add_person(session, 1, name="远方", village=TONGYU_VILLAGE, **told)
    for wanted in (
        PeopleFilter(),
        PeopleFilter(words="远方"),
        PeopleFilter(words=NUMBER),
        PeopleFilter(words="0077"),
        PeopleFilter(words="通榆"),
        PeopleFilter(area="220822"),
        PeopleFilter(has_account=False),
    ):
        assert await names(session, wanted) == [], wanted
    assert await names(session, PeopleFilter(), clerk(area="220822")) == ["远方"]
    assert await staff_entries.find_entries(session, clerk(), FindEntry(NUMBER)) == []
    found = await staff_entries.find_entries(session, clerk(area="220822"), FindEntry("0077"))
    assert [one.id for one in found] == [far.id]


async def test_who_is_no_staff_has_no_list(session: Session) -> None:
    await add_people(session, ["王秀英"])
    nobody = Actor(new_account(8, id=8), Roles(), NOON, ZONE)
    assert RoleName.STAFF not in nobody.roles
    assert await office_list.get_people_page(session, nobody, PeopleFilter()) == Refusal(
        "not_yours"
    )
    assert await office_list.count_people(session, nobody, PeopleFilter()) == Refusal("not_yours")
    assert await office_list.note_listing(session, nobody) == Refusal("not_yours")
    assert [n async for n in office_list.iterate_numbers(session, nobody, PeopleFilter())] == []


async def test_a_line_masks_the_numbers(session: Session) -> None:
    await add_person(session, 1, id_number=NUMBER, phone="+8613812340077")
    (line,) = (await _page(session, PeopleFilter())).people
    assert (line.id_number, line.phone) == (
        "2224************8X"[:16] + NUMBER[-2:],
        "*" * 10 + "0077",
    )


async def test_a_look_at_the_list_is_in_the_trail(session: Session) -> None:
    assert await office_list.note_listing(session, clerk()) is None
    acts = select(AuditRecord.act, AuditRecord.subject).where(AuditRecord.account_id == 7)
    assert list(await session.exec(acts)) == [(Act.LISTED, Subject.LEDGER)]


SIGNS = st.text("王李a秀英·1", min_size=1, max_size=4)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(SIGNS, max_size=9), st.lists(SIGNS, max_size=4), st.integers(1, 4))
async def test_paging_visits_everybody_once_whoever_is_added_meanwhile(
    session: Session, there: list[str], added: list[str], size: int
) -> None:
    people = [_plain(name) for name in there]
    session.add_all(people)
    await session.flush()
    wanted, seen, place, more = PeopleFilter(area="222424"), list[int](), None, list(added)
    while True:
        page = await office_list.get_people_page(session, clerk(), wanted, place, size)
        assert isinstance(page, PeoplePage)
        seen += [one.id for one in page.people]
        if more:
            session.add(_plain(more.pop()))
            await session.flush()
        if page.following is None:
            break
        place = page.following
        assert await _goes_back(session, page, size)
    assert len(seen) == len(set(seen))
    assert {one.id for one in people} <= set(seen)
    await session.rollback()


async def _goes_back(session: Session, page: PeoplePage, size: int) -> bool:
    """The page before the next one ends where this one ends, whoever came between."""
    following = await office_list.get_people_page(
        session, clerk(), PeopleFilter(area="222424"), page.following, size
    )
    assert isinstance(following, PeoplePage)
    if following.previous is None:
        return not following.people
    back = await office_list.get_people_page(
        session, clerk(), PeopleFilter(area="222424"), following.previous, size
    )
    assert isinstance(back, PeoplePage)
    return back.people[-1].id == page.people[-1].id or len(back.people) == size


def _plain(name: str) -> Labourer:
    told: dict[str, Any] = {"sex": "female", "birth_year": 1985, "status": "farming"}
    moments = dict.fromkeys(("consented_at", "registered_at", "changed_at", "status_told_at"), NOON)
    return Labourer(name=name, village_code=HENAN, consent_version="1", **told, **moments)


def test_a_filter_comes_back_from_its_address() -> None:
    wanted = PeopleFilter(
        words="王 0077",
        area="222424",
        status=frozenset({WorkStatus.OUTSIDE, WorkStatus.FARMING}),
        poor=False,
        skills=frozenset({"酿酒", "crops"}),
        wants_work=True,
        silent_days=31,
        household=5,
        check=FindingKind.AGE,
    )
    assert parse_people_filter(wanted.as_parameters()) == wanted
    assert parse_people_filter({"page": "3", "words": "  "}) == PeopleFilter()
    assert PeopleFilter().as_parameters() == {}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        *(("status", "dancing"), ("area", "0222424"), ("area", "22x"), ("area", "1" * 13)),
        *(
            ("poor", "maybe"),
            ("silent_days", "0"),
            ("silent_days", "-3"),
            ("silent_days", "9" * 30),
        ),
        *(
            ("household", "٣"),
            ("check", "nothing"),
            ("words", "王" * 101),
            ("skills", ["x"] * 0 + ["x" * 101]),
        ),
        ("area", ["222424", "2208"]),
    ],
)
def test_a_parameter_that_does_not_fit_is_refused_never_left_out(field: str, words: Any) -> None:
    assert parse_people_filter({field: words}) == Refusal("filter_wrong", {"field": field})


async def test_a_forged_place_is_the_beginning(session: Session) -> None:
    await add_people(session, ["王秀英"])
    for forged in ("", "x", "gAAAA", str(dt.date.max)):
        assert parse_place(forged) is None
