"""The checks of the ledger: what opens, what closes by itself, and what stays dismissed."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import col, select, update

from dialogue.labourers.check_words import FINDINGS
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.audit import Act, AuditRecord, Subject
from models.core.refusal import Refusal
from models.core.regions import Region
from models.core.session import Session
from models.core.vocabulary import EmployerKind, WorkStatus
from models.employers.employer import Employer
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks import conditions, findings
from models.labourers.ledger_checks.finding import Finding, FindingKind
from models.labourers.ledger_checks.running import check_people
from models.labourers.office_list import count_people
from models.labourers.people_filter import PeopleFilter
from models.labourers.working_age import (
    WorkingAge,
    get_working_age,
    parse_working_ages,
    read_shipped,
    read_working_ages,
)
from sandbox.clock import MovableClock
from scheduler.ticks import build_checking_tick
from tests.support.accounts.factory import new_account
from tests.support.labourers.county import TONGYU_VILLAGE, add_person
from tests.support.labourers.facts import id_number
from tests.support.placements.factory import confirmed_placement
from tests.support.store import DAY, NOON, Store
from tests.support.stored_actors import ZONE, clerk
from tests.support.ticks import ticking

KIND = FindingKind
LIMITED = (WorkingAge(NOON.date(), "县里的规定", 16, most_women=55, most_men=60),)


async def check(session: Session, now: datetime = NOON, rules: Any = None) -> set[FindingKind]:
    """Everybody of the county; gives what is open."""
    reached: int | None = 0
    while reached is not None:
        piece = await check_people(session, clerk(now=now), rules or read_shipped(), reached)
        assert not isinstance(piece, Refusal)
        reached = piece.reached
    open_now = await findings.count_findings(session, clerk())
    assert not isinstance(open_now, Refusal)
    return set(open_now)


async def only(session: Session, kind: FindingKind) -> Finding:
    found = await findings.list_findings(session, clerk(), kind)
    assert not isinstance(found, Refusal)
    (line,) = found
    return line.finding


async def set_columns(session: Session, one: Labourer, **columns: Any) -> None:
    await session.exec(update(Labourer).where(col(Labourer.id) == one.id).values(**columns))


ALONE: dict[FindingKind, dict[str, Any]] = {
    KIND.AWAY_NO_PLACE: {"status": "outside"},
    KIND.WORK_NO_RECORD: {"status": "in_county"},
    KIND.WAGE_LOW: {"status": "in_county", "work_place": "农场", "wage": 399},
}
FINE: tuple[dict[str, Any], ...] = (
    {},
    {"status": "outside", "work_place": "宁波"},
    {"status": "in_county", "work_place": "农场", "wage": 400},
    {"status": "out_of_work", "wage": None},
    {"registered_poor": True, "household_head": "@self"},
    {"registered_poor": True, "household_head": "金大山", "head_birth_year": 1950},
    {"id_number": None},
)


@pytest.mark.parametrize("kind", ALONE)
async def test_a_fact_that_does_not_fit_is_found(session: Session, kind: FindingKind) -> None:
    await add_person(session, 1, **ALONE[kind])
    assert await check(session) == {kind}


@pytest.mark.parametrize("given", FINE)
async def test_what_fits_is_not_found(session: Session, given: dict[str, Any]) -> None:
    await add_person(session, 1, **given)
    assert await check(session) == set()


async def test_a_wrong_check_digit_is_found(session: Session) -> None:
    one = await add_person(session, 1)
    wrong = (one.id_number or "")[:-1] + ("0" if (one.id_number or "")[-1] != "0" else "1")
    await set_columns(session, one, id_number=wrong)
    assert await check(session) == {KIND.ID_CHECKSUM}


async def test_one_number_of_two_people_is_found_of_both(session: Session) -> None:
    number = id_number("19900101", "038")
    first = await add_person(session, 1, id_number=number)
    await add_person(session, 2, id_number=number)
    assert await check(session) == {KIND.ID_TWICE}
    assert await count_people(session, clerk(), PeopleFilter(check=KIND.ID_TWICE)) == 2
    await set_columns(session, first, id_index=None)
    assert await check(session) == set()


async def test_a_household_without_a_head_is_found_once(session: Session) -> None:
    poor = {"registered_poor": True, "household_head": "金大山", "head_birth_year": 1950}
    first = await add_person(session, 1, **poor)
    await add_person(session, 2, **poor)
    await session.exec(update(Household).values(head_name=""))
    assert await check(session) == {KIND.NO_HEAD}
    assert (await only(session, KIND.NO_HEAD)).labourer_id == first.id
    await session.exec(update(Household).values(head_id=first.id))
    assert await check(session) == set()


async def test_one_phone_of_people_who_work_in_different_places(session: Session) -> None:
    phone, away = "+8613812340077", {"status": "outside", "work_place": "宁波"}
    await add_person(session, 1, phone=phone, **away)
    await add_person(session, 2, phone=phone, **away)
    assert await check(session) == set()
    await add_person(session, 3, phone=phone, status="in_county", work_place="农场")
    assert await check(session) == {KIND.PHONE_SHARED}


@pytest.mark.parametrize(
    ("status", "kind", "found"),
    [
        (WorkStatus.IN_COUNTY, EmployerKind.WORKSHOP, set()),
        (WorkStatus.OUT_OF_WORK, EmployerKind.ENTERPRISE, {KIND.RECORD_NO_WORK}),
        (WorkStatus.OUTSIDE, EmployerKind.ENTERPRISE, {KIND.PLACE_DIFFERS}),
        (WorkStatus.OUTSIDE, EmployerKind.PUBLIC_POST, {KIND.PLACE_DIFFERS, KIND.POST_AWAY}),
    ],
)
async def test_the_ledger_is_compared_with_the_placement(
    session: Session, status: WorkStatus, kind: EmployerKind, found: set[FindingKind]
) -> None:
    placement = await confirmed_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    await set_columns(session, ana, status=status, birth_year=1985, id_index=None, wage=100)
    await session.exec(update(Employer).values(kind=kind))
    assert await check(session) == found


async def test_ages_follow_the_rule_in_force(session: Session) -> None:
    work = {"status": "in_county", "work_place": "农场"}
    await add_person(session, 1, id_number=id_number("19660101", "012"), **work)
    assert await check(session) == set()
    assert await check(session, rules=LIMITED) == {KIND.AGE}


async def test_a_retired_village_is_found(session: Session) -> None:
    one = await add_person(session, 1)
    here = update(Region).where(col(Region.code) == one.village_code)
    await session.exec(here.values(retired=True))
    assert await check(session) == {KIND.VILLAGE_GONE}


async def test_what_holds_no_longer_closes_by_itself_and_may_open_again(session: Session) -> None:
    one = await add_person(session, 1, **ALONE[KIND.WAGE_LOW])
    await check(session)
    first = await only(session, KIND.WAGE_LOW)
    await set_columns(session, one, wage=500)
    assert await check(session, NOON + DAY) == set()
    await session.refresh(first)
    assert (first.found_at, first.gone_at) == (NOON, NOON + DAY)
    await set_columns(session, one, wage=300)
    assert await check(session, NOON + 2 * DAY) == {KIND.WAGE_LOW}
    assert (await only(session, KIND.WAGE_LOW)).id != first.id


async def test_what_was_dismissed_stays_so_while_its_facts_are_the_same(session: Session) -> None:
    one = await add_person(session, 1, **ALONE[KIND.WAGE_LOW])
    await check(session)
    found = await only(session, KIND.WAGE_LOW)
    assert await findings.dismiss_finding(session, clerk(), found.key(), " 学徒工 ") is None
    assert await check(session, NOON + DAY) == set()
    await set_columns(session, one, work_what="学徒")
    assert await check(session, NOON + 2 * DAY) == set()
    gone = await findings.list_findings(session, clerk(), dismissed=True)
    assert not isinstance(gone, Refusal)
    assert [line.finding.reason for line in gone] == ["学徒工"]
    await set_columns(session, one, wage=200)
    assert await check(session, NOON + 3 * DAY) == {KIND.WAGE_LOW}
    trail = select(AuditRecord.act, AuditRecord.labourer_id).where(
        AuditRecord.subject == Subject.FINDING, AuditRecord.subject_id == found.id
    )
    assert list(await session.exec(trail)) == [(Act.SETTLED, one.id)]


async def test_a_dismissal_needs_a_reason_a_county_and_somebody_else(session: Session) -> None:
    one = await add_person(session, 1, **ALONE[KIND.WAGE_LOW])
    await check(session)
    found = await only(session, KIND.WAGE_LOW)

    async def dismiss(actor: Actor, reason: str = "查过") -> Refusal | None:
        return await findings.dismiss_finding(session, actor, found.key(), reason)

    assert await dismiss(clerk(), " ​ ") == Refusal("reason_needed")
    assert await dismiss(clerk(area="220822")) == Refusal("not_yours")
    assert await dismiss(Actor(new_account(8, id=8), Roles(), NOON, ZONE)) == Refusal("not_yours")
    session.add(new_account(9, id=9, labourer_id=one.id))
    await session.flush()
    assert await dismiss(clerk(9)) == Refusal("four_eyes")
    assert await dismiss(clerk()) is None
    assert await dismiss(clerk()) == Refusal("finding_settled")


async def test_another_county_sees_and_runs_its_own_alone(session: Session) -> None:
    await add_person(session, 1, village=TONGYU_VILLAGE, **ALONE[KIND.WAGE_LOW])
    assert await check(session) == set()
    assert list(await session.exec(select(Finding))) == []
    far = clerk(area="220822")
    piece = await check_people(session, far, read_shipped())
    assert not isinstance(piece, Refusal)
    assert piece.opened == 1
    assert await findings.count_findings(session, clerk()) == {}
    assert await findings.list_findings(session, clerk()) == []
    assert await findings.count_findings(session, far) == {KIND.WAGE_LOW: 1}
    nobody = Actor(new_account(8, id=8), Roles(), NOON, ZONE)
    assert await check_people(session, nobody, read_shipped()) == Refusal("not_yours")
    assert await findings.list_findings(session, nobody) == Refusal("not_yours")


async def test_the_tick_checks_once_a_night_and_makes_up_for_one_missed(
    store: Store, tmp_path: Any
) -> None:
    await store.turn(lambda session: add_person(session, 1, **ALONE[KIND.WAGE_LOW]))
    clock = MovableClock()
    ticks, checks = ticking(store, clock), build_checking_tick(tmp_path)
    # At least one o'clock, whatever hour it is where this runs.
    local = clock.now().astimezone(ZONE)
    clock.move((local.replace(hour=13) - local) % DAY)
    assert await ticks.run(checks) == {"found": 1, "settled": 0}
    await store.turn(lambda session: add_person(session, 2, **ALONE[KIND.WAGE_LOW]))
    assert await ticks.run(checks) == {"found": 0, "settled": 0}
    clock.move(3 * DAY)
    assert await ticks.run(checks) == {"found": 1, "settled": 0}
    assert await ticks.run(build_checking_tick(tmp_path)) == {"found": 0, "settled": 0}


def test_every_check_has_words_and_a_source() -> None:
    checks = conditions.build_checks(read_shipped()[0], NOON.date())
    assert FINDINGS.keys() == set(FindingKind) == {one.kind for one in checks}
    assert all(one.source and one.facts for one in checks)


def test_the_rule_of_ages_is_dated_and_a_county_may_have_its_own(tmp_path: Any) -> None:
    text = '[[rule]]\nvalid_from = {day}\nmost_women = {most}\nsource = "x"\n'
    both = text.format(day="2019-06-01", most=60) + text.format(day="2018-01-01", most=50)
    rules = parse_working_ages(both)
    assert not isinstance(rules, Refusal)
    assert [get_working_age(rules, one.valid_from).most_women for one in rules] == [50, 60]
    assert get_working_age(rules, LIMITED[0].valid_from).most_women == 60
    (tmp_path / "working_age.toml").write_text(text.format(day="2018-01-01", most=12))
    assert read_working_ages(tmp_path) == Refusal(
        "working_age_wrong", {"field": "rule.0.most_women"}
    )
    assert read_working_ages(None) == read_shipped()
