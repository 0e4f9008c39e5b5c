"""The audience: what the preview counts, what is frozen, and a naive filter agree."""

import random
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import Course, NoticeKind, Reach, Trade, Wish, WorkStatus
from models.labourers.labourer import Labourer, NoticePreference
from models.notices import audience, publication, sign_ups
from models.notices.audience import Audience, Ground
from models.outbox.row import HoldReason, OutboxRow
from tests.support.labourers.factory import add_crowd, any_labourer
from tests.support.notices.factory import write_notice
from tests.support.store import NOON, consenting_account

SOME = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# What can be asked of people, and how.
ASKED: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("registered", "out_of_work", "leavers", "business"), st.just(True)),
    "courses": st.lists(st.sampled_from(list(Course)[:4]), max_size=2, unique=True),
    "trades": st.lists(st.sampled_from(list(Trade)[:4]), max_size=2, unique=True),
    "reach": st.sampled_from(list(Reach)),
    "people": st.lists(st.integers(1, 120), min_size=1, max_size=60),
    "signed_up_to": st.just(1),
}
# Few of it together: else nobody is left to tell it apart by.
TOGETHER = st.lists(st.sampled_from(list(ASKED)), max_size=3, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: ASKED[name] for name in names})
)
AUDIENCES = st.builds(
    lambda area, asked: Audience(area, **asked),
    st.sampled_from(["222424", "222424101", "222424101001", "220822"]),
    TOGETHER,
)
ORDER = list(Reach)


def is_meant(who: Audience, one: Labourer, signed: set[int]) -> bool:
    """As one would filter a list by hand, line by line."""
    far = ORDER.index(one.wanted_reach) if one.wanted_reach else -1
    any_work = not who.trades or not one.wanted_work
    return all(
        (
            one.village_code.startswith(who.area),
            one.household_id is not None if who.registered else True,
            one.status == WorkStatus.OUT_OF_WORK if who.out_of_work else True,
            "training" in one.wishes if who.courses is not None else True,
            any(course in one.courses for course in who.courses) if who.courses else True,
            "work" in one.wishes if who.trades is not None else True,
            any_work or any(trade in one.wanted_work for trade in who.trades or []),
            far >= ORDER.index(Reach(who.reach)) if who.reach else True,
            bool(one.left_school_recently) if who.leavers else True,
            "business" in one.wishes if who.business else True,
            one.id in who.people if who.people is not None else True,
            one.id in signed if who.signed_up_to is not None else True,
        )
    )


async def why_not(session: Session, one: Labourer, kind: NoticeKind) -> HoldReason | None:
    """As one would look it up by hand."""
    query = select(Account).where(Account.labourer_id == one.id)
    account = (await session.exec(query)).first()
    if account is None:
        return HoldReason.NO_ACCOUNT
    if account.address.blocked_at:
        return HoldReason.BLOCKED
    wish = await session.get(NoticePreference, (one.id, kind))
    if wish is not None and wish.welcome:
        return None
    return HoldReason.STOPPED if wish is not None and wish.stopped_at else HoldReason.NO_CONSENT


@dataclass
class Town:
    """A crowd, of whom some have signed up to an earlier notice."""

    people: list[Labourer]
    office: int
    earlier: int
    signed: set[int]


@pytest.fixture
async def town(session: Session) -> Town:
    people = [one for seed in range(2) for one in await add_crowd(session, 60, seed)]
    office = (await consenting_account(session, 1)).key()
    earlier = await write_notice(session, office)
    for one in people[::3]:
        await sign_ups.sign_up(session, earlier, one, NOON)
    await session.flush()
    return Town(people, office, earlier.key(), {one.key() for one in people[::3]})


@SOME
@given(who=AUDIENCES, kind=st.sampled_from(list(NoticeKind)))
@example(who=Audience("222424", registered=True), kind=NoticeKind.JOB_FAIR)
@example(who=Audience("222424", out_of_work=True), kind=NoticeKind.JOB_FAIR)
@example(who=Audience("222424", leavers=True), kind=NoticeKind.JOB_FAIR)
@example(who=Audience("222424", business=True), kind=NoticeKind.JOB_FAIR)
@example(who=Audience("222424", courses=[]), kind=NoticeKind.JOB_FAIR)
@example(who=Audience("222424", trades=[]), kind=NoticeKind.JOB_FAIR)
@example(who=Audience("222424", signed_up_to=1), kind=NoticeKind.JOB_FAIR)
async def test_preview_frozen_list_and_naive_filter_agree(
    session: Session, town: Town, who: Audience, kind: NoticeKind
) -> None:
    people, signed = town.people, town.signed
    if who.signed_up_to is not None:
        who = Audience(**{**who.as_json(), "signed_up_to": town.earlier})
    if who.people is not None:
        named = [people[n % len(people)].key() for n in who.people]
        who = Audience(**{**who.as_json(), "people": named})
    async with session.begin_nested() as here:
        meant = {
            one.key(): await why_not(session, one, kind)
            for one in people
            if is_meant(who, one, signed)
        }
        counted = await publication.count_reach(session, kind, who, NOON)
        notice = await write_notice(session, town.office, who, kind=kind)
        await session.exec(publication.freeze_audience(session, notice, NOON))
        rows = (await session.exec(select(OutboxRow).where(OutboxRow.about == notice.id))).all()
        frozen = {row.labourer_id: row.why for row in rows}
        assert frozen == meant
        assert counted.people == len(meant)
        assert counted.reached == sum(why is None for why in meant.values())
        assert counted.unreached == {
            why: list(meant.values()).count(why) for why in set(meant.values()) - {None}
        }
        fitting = {one.key() for one in people if who.fits(one)}
        assert fitting & (signed if who.signed_up_to else fitting) == set(meant)
        await here.rollback()


async def test_freezing_twice_adds_nobody(session: Session) -> None:
    await add_crowd(session, 50)
    notice = await write_notice(session, (await consenting_account(session, 1)).key())
    first = (await session.exec(publication.freeze_audience(session, notice, NOON))).rowcount
    assert first > 30
    assert (await session.exec(publication.freeze_audience(session, notice, NOON))).rowcount == 0


async def test_who_registers_after_the_publication_is_not_in_it(session: Session) -> None:
    people = await add_crowd(session, 20, village_code="222424101001")
    notice = await write_notice(session, (await consenting_account(session, 1)).key())
    await session.exec(publication.freeze_audience(session, notice, NOON))
    await add_crowd(session, 5, 1, village_code="222424101001")
    rows = await session.exec(select(OutboxRow.labourer_id).where(OutboxRow.about == notice.id))
    assert set(rows) == {one.id for one in people}


def test_own_words_are_no_course() -> None:
    one = any_labourer(random.Random(0), courses=['a "mushrooms" b'], wishes=[Wish.TRAINING])
    assert not Audience("", courses=[Course.MUSHROOMS]).fits(one)


def test_the_most_telling_ground_comes_first() -> None:
    one = any_labourer(random.Random(0), courses=["mushrooms", "ginseng"], wishes=["training"])
    who = Audience("222424", registered=True, courses=["ginseng", "ecommerce"])
    assert who.grounds(one) == [(Ground.TRAINING, ["ginseng"]), (Ground.REGISTERED, [])]
    assert Audience("222424").grounds(one) == [(Ground.AREA, [])]


def test_an_audience_is_kept_as_it_is() -> None:
    who = Audience("222424", courses=[], reach="county", people=[1])
    assert audience.read_audience(who.as_json()) == who
