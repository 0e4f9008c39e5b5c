"""An import undone: what nobody touched since is reverted, the rest stays and says why."""

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.accounts import account as accounts
from models.core.session import Session
from models.labourers import intake, ledger, poverty
from models.labourers.household import Household
from models.labourers.imports import choosing
from models.labourers.imports.tables import LedgerImport, RowOutcome
from models.labourers.labourer import Labourer
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.labourers.lists import (
    CLEAN,
    HEADERS,
    JIN,
    LI,
    WANG,
    bring_in,
    go_through,
    judge_list,
    rows_of,
    take_back,
)
from tests.support.placements.factory import add_factory
from tests.support.store import (
    NOON,
    Store,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
)
from tests.support.stored_actors import clerk, load_actor
from tests.support.subsidies.factory import approved_placement

LATER = NOON + dt.timedelta(days=1)
VILLAGE = "222424101216"
HEAD = ("姓名", "身份证号", "电话", "村", "务工情况", "务工单位", "工资", "是否贫困户", "户主姓名")
EVERYTHING = dict.fromkeys(
    ("phone", "status", "work_place", "wage", "registered_poor", "household_head", "village"),
    "overwrite",
)


async def people(session: Session) -> dict[str, Labourer]:
    await session.flush()
    return {one.name: one for one in await session.exec(select(Labourer))}


async def kept(session: Session, found: LedgerImport) -> dict[str, list[Any]]:
    rows = await rows_of(session, found)
    return {str(row.cells[0]): row.kept or [] for row in rows if row.outcome is RowOutcome.KEPT}


async def whole_ledger(session: Session) -> Any:
    """What the entries and the households are, in the order of their numbers."""
    await session.flush()
    session.expunge_all()
    entries = [
        (await ledger.get_facts(session, one), one.model_dump(exclude={"id_number", "phone"}))
        for one in await session.exec(select(Labourer).order_by(col(Labourer.id)))
    ]
    homes = await session.exec(select(Household).order_by(col(Household.id)))
    return entries, [home.model_dump() for home in homes]


async def test_who_took_the_entry_over_keeps_it(session: Session) -> None:
    found = await bring_in(session, clerk(), [HEADERS, *CLEAN])
    account = await consenting_account(session, 30)
    accounts.note_shared_phone(account, "+8613843400001")
    told = entry_facts(name=WANG[0], id_number=WANG[1], village=VILLAGE)
    await intake.register_oneself(session, await load_actor(session, account), told)
    await take_back(session, clerk(now=LATER), found)
    assert await kept(session, found) == {WANG[0]: [{"name": "kept_taken_over"}]}
    assert set(await people(session)) == {WANG[0]}


async def test_what_somebody_changed_since_stays(session: Session) -> None:
    found = await bring_in(session, clerk(), [HEADERS, *CLEAN])
    li = (await people(session))[LI[0]]
    told = {**await ledger.get_facts(session, li), "status": "outside"}
    await ledger.set_facts(session, li, told, LATER, 8)
    await take_back(session, clerk(now=LATER), found)
    assert await kept(session, found) == {LI[0]: [{"name": "kept_changed", "fact": "status"}]}
    assert set(await people(session)) == {LI[0]}
    assert found.counts == {"reverted": 2, "kept": 1}


async def test_what_a_placement_is_bound_to_stays(session: Session) -> None:
    found = await bring_in(session, clerk(), [HEADERS, *CLEAN])
    jin = (await people(session))[JIN[0]]
    mill = await add_factory(session)
    chen = await broker_account(session, 40)
    await approved_placement(
        session, labourer_id=jin.key(), employer_id=mill.key(), broker_id=chen.key()
    )
    await take_back(session, clerk(now=LATER), found)
    assert await kept(session, found) == {JIN[0]: [{"name": "kept_bound", "to": "placement"}]}


async def test_a_changed_fact_is_set_back_and_told_by_the_history(session: Session) -> None:
    own = await register_labourer(
        session,
        await consenting_account(session, 30),
        entry_facts(name=WANG[0], id_number=WANG[1], status="farming", village=VILLAGE),
    )
    found = await bring_in(session, clerk(), [HEADERS, WANG], policy={"status": "overwrite"})
    assert (own.status, own.phone) == ("outside", "+8613843400001")
    await take_back(session, clerk(now=LATER), found)
    assert (own.status, own.phone) == ("farming", None)
    assert own.status_told_at == NOON
    facts = [change.fact for change in await ledger.list_changes(session, own)]
    assert (facts.count("status"), facts.count("phone")) == (3, 2)
    assert ("import_undone", 7) in await audit_trail(session, own)


async def test_of_one_person_the_touched_fact_stays_and_the_other_goes(session: Session) -> None:
    own = await register_labourer(
        session,
        await consenting_account(session, 30),
        entry_facts(name=WANG[0], id_number=WANG[1], status="farming", village=VILLAGE),
    )
    found = await bring_in(session, clerk(), [HEADERS, WANG], policy={"status": "overwrite"})
    told = {**await ledger.get_facts(session, own), "phone": "+8613800008888"}
    await ledger.set_facts(session, own, told, LATER, own.registered_by)
    await take_back(session, clerk(now=LATER), found)
    assert (own.status, own.phone) == ("farming", "+8613800008888")
    assert await kept(session, found) == {WANG[0]: [{"name": "kept_changed", "fact": "phone"}]}


async def test_a_confirmed_household_is_confirmed_again(session: Session) -> None:
    own = await register_labourer(
        session,
        await consenting_account(session, 30),
        entry_facts(
            name=WANG[0],
            id_number=WANG[1],
            registered_poor=True,
            household_head="王大山",
            head_birth_year=1950,
            village=VILLAGE,
        ),
    )
    assert await poverty.confirm_poverty(session, clerk(8), own) is None
    before = await whole_ledger(session)
    row = (WANG[0], WANG[1], None, "和盛村", "务农", None, None, "否", None)
    found = await bring_in(session, clerk(), [HEAD, row], policy=EVERYTHING)
    assert (await people(session))[WANG[0]].household_id is None
    await take_back(session, clerk(now=LATER), found)
    after = await whole_ledger(session)
    assert [facts for facts, _ in after[0]] == [facts for facts, _ in before[0]]
    assert (await people(session))[WANG[0]].poor_confirmed_by == 8


WORKS = ("13843400000", "和盛村", "未就业", "某厂", 3500)
NAMES = st.sampled_from(["王大山", "李二", "赵小兰", "金哲洙"])
STATUSES = ["未就业", "务农", "县内", "省外", "在校"]
ROWS = st.lists(
    st.tuples(
        NAMES,
        st.integers(0, 7).map(lambda n: id_number("19850312", f"{n:03}")) | st.none(),
        st.integers(0, 3).map(lambda n: f"1384340000{n}") | st.none(),
        st.sampled_from(["和盛村", "大兴沟镇和盛村"]),
        st.sampled_from(STATUSES),
        st.sampled_from(["某厂", None]),
        st.sampled_from([3500, 4200, None]),
        st.sampled_from(["是", "否", None]),
        NAMES | st.none(),
    ),
    min_size=1,
    max_size=6,
)
BEFORE = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "id_number": st.integers(0, 7).map(lambda n: id_number("19850312", f"{n:03}")),
            "status": st.sampled_from(["farming", "out_of_work", "outside"]),
            "registered_poor": st.booleans(),
            "phone": st.sampled_from(["+8613843400001", None]),
        }
    ),
    max_size=4,
    unique_by=lambda told: told["id_number"],
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(
    before=[
        {
            "name": "王大山",
            "id_number": id_number("19850312", "001"),
            "status": "farming",
            "registered_poor": True,
            "phone": None,
        }
    ],
    rows=[
        ("王大山", id_number("19850312", "002"), *WORKS, "是", "王大山"),
        ("王大山", id_number("19850312", "001"), *WORKS, "否", "王大山"),
    ],
    policy=EVERYTHING,
)
@given(before=BEFORE, rows=ROWS, policy=st.sampled_from([{}, EVERYTHING]))
async def test_import_then_undo_gives_the_ledger_back(
    store: Store, before: list[dict[str, Any]], rows: list[Any], policy: dict[str, str]
) -> None:
    async def there_and_back(session: Session) -> None:
        nested = await session.begin_nested()
        account = await consenting_account(session, 30)
        for told in before:
            facts = entry_facts(**{**told, "village": VILLAGE, "sex": None, "birth_year": None})
            await register_labourer(session, account, facts, own=False)
        was, homes = await whole_ledger(session)
        found = await bring_in_or_not(session, [HEAD, *rows], policy)
        if found is not None:
            await take_back(session, clerk(now=LATER), found)
            assert await kept(session, found) == {}
        now, later_homes = await whole_ledger(session)
        assert [facts for facts, _ in now] == [facts for facts, _ in was]
        assert [row["status_told_at"] for _, row in now] == [
            row["status_told_at"] for _, row in was
        ]
        assert [h["head_name"] for h in later_homes] == [h["head_name"] for h in homes]
        await nested.rollback()

    await store.turn(there_and_back)


async def bring_in_or_not(
    session: Session, sheet: list[Any], policy: dict[str, str]
) -> LedgerImport | None:
    """The import, where any of its rows is good."""
    found = await judge_list(session, clerk(), sheet, policy=policy)
    started = await choosing.start(session, clerk(), found.key())
    return await go_through(session, found) if isinstance(started, LedgerImport) else None
