"""The signals that review shows and the lists that an auditor asks for are the same."""

from datetime import timedelta

from sqlmodel import select

from models.accounts.account import Account
from models.core.session import Session
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.oversight import placements
from models.oversight.listing import Theme
from models.placements import reporting, review, signals
from models.placements.placement import Placement, StatementChannel
from models.placements.review import Reason
from models.placements.signal_conditions import SOON
from models.placements.signals import Signal
from models.privacy import consent, erasure
from tests.support.labourers.facts import entry_facts
from tests.support.notices.factory import ZONE
from tests.support.oversight.factory import (
    DAY,
    HOUR,
    MINUTE,
    clerk,
    dismiss_account,
    joins_office,
    labourer_met_by,
    labourer_says,
    listed,
    listed_numbers,
    placement_by,
)
from tests.support.placements.factory import add_factory, placement_report
from tests.support.refusals import granted
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.stored_actors import load_actor

PHONE, OTHER = "+8613812340001", "+8613812340002"


async def seen(session: Session, placement: Placement) -> set[Signal]:
    """What review shows of it."""
    return {one.signal for one in await signals.list_signals(session, placement)}


async def agree(session: Session) -> None:
    """Each list has exactly the placements of which review shows one of its signals."""
    shown = {one.key(): await seen(session, one) for one in await session.exec(select(Placement))}
    for theme, its in (
        (Theme.SELF, placements.BY_OTHERS),
        (Theme.CALLS, placements.CALLED),
    ):
        wanted = {number for number, found in shown.items() if found & set(its)}
        assert await listed_numbers(session, theme) == wanted, theme
        for line in await listed(session, theme):
            assert {one.signal for one in line.signals} == shown[line.number]


async def test_a_word_by_the_brokers_code_stays_listed_whatever_is_done_later(
    session: Session,
) -> None:
    chen = await broker_account(session, 11)
    ana, ben = (
        await labourer_met_by(session, chen),
        await labourer_met_by(session, chen, name="王小春"),
    )
    honest = await register_labourer(
        session, await consenting_account(session, 30), entry_facts(name="金哲洙")
    )
    mine = await placement_by(session, ana, chen)
    second = await joins_office(session, chen, ana, 31, NOON + MINUTE)
    # An hour later is no longer soon; the code is still the broker's.
    await labourer_says(session, mine, second.key(), NOON + 2 * HOUR)
    his = await placement_by(session, ben, chen)
    clean = await placement_by(session, honest, chen)
    await labourer_says(
        session, clean, (await _account_of(session, honest.key())).key(), NOON + HOUR
    )
    assert await seen(session, mine) == {Signal.BROKERS_CODE, Signal.SAME_HANDS}
    assert await seen(session, his) == {Signal.SAME_HANDS}
    assert await seen(session, clean) == set()
    await agree(session)
    assert await listed_numbers(session, Theme.SELF) == {mine.key()}
    (soonest,) = await listed(session, Theme.TIME)
    assert (soonest.number, soonest.figure) == (mine.key(), 7140)
    assert (soonest.by, soonest.other) == (second.key(), chen.key())
    await erasure.erase_own_entry(session, await load_actor(session, second, NOON + DAY))
    (line,) = await listed(session, Theme.SELF)
    assert (line.number, line.person, line.name) == (mine.key(), None, None)
    assert [one.number for one in await listed(session, Theme.TIME)] == [mine.key()]
    await agree(session)


async def _account_of(session: Session, number: int) -> Account:
    return (await session.exec(select(Account).where(Account.labourer_id == number))).one()


async def test_soon_means_the_same_in_both_and_a_new_report_counts_anew(
    session: Session,
) -> None:
    chen = await broker_account(session, 11)
    people = [await consenting_account(session, chat) for chat in (31, 32, 33)]
    entries = [
        await register_labourer(session, one, entry_facts(name=f"王小春{one.id}")) for one in people
    ]
    made = [await placement_by(session, entry, chen) for entry in entries]
    for placement, one, after in zip(
        made, people, (SOON - MINUTE, SOON, SOON - timedelta(seconds=1)), strict=True
    ):
        await labourer_says(session, placement, one.key(), NOON + after)
    assert [Signal.SOON in await seen(session, one) for one in made] == [True, False, True]
    assert await listed_numbers(session, Theme.SELF) == {made[0].key(), made[2].key()}
    await agree(session)
    # Sent back, reported otherwise a day later, and confirmed at once: the first report is old.
    late, there = made[1], await add_factory(session)
    office = await load_actor(session, await clerk(session, 41), NOON + DAY)
    assert await review.return_placement(session, office, late, Reason("合同")) is None
    anew = placement_report(there, employer_id=late.employer_id, wage=4000)
    broker = await load_actor(session, chen, NOON + DAY)
    assert await reporting.report_again(session, broker, late, anew) is None
    await labourer_says(session, late, people[1].key(), NOON + DAY + MINUTE)
    assert late.filed_at == NOON
    assert Signal.SOON in await seen(session, late)
    await agree(session)


async def test_a_call_is_seen_whoever_else_the_clerk_is(session: Session) -> None:
    chen = await broker_account(session, 11)
    one, again, other = [await clerk(session, 41 + n, n_) for n, n_ in enumerate("白白金")]
    made = []
    for chat, name in enumerate(("甲", "乙", "丙", "丁"), start=50):
        entry = await labourer_met_by(session, chen, name=f"王{name}", phone=f"+86138123400{chat}")
        made.append(await placement_by(session, entry, chen))
    second, honest, changed, unsaid = made
    for placement in (second, honest, changed):
        await labourer_says(session, placement, one, NOON + DAY, StatementChannel.PHONE)
    assert (
        await review.approve_placement(
            session, await load_actor(session, again, NOON + DAY), second
        )
        is None
    )
    assert (
        await review.approve_placement(
            session, await load_actor(session, other, NOON + DAY), honest
        )
        is None
    )
    entry = await session.get_one(Labourer, changed.labourer_id)
    told = {**await ledger.get_facts(session, entry), "phone": OTHER}
    granted(await ledger.change_entry(session, entry, told, NOON + DAY, one))
    own = await consenting_account(session, 71)
    own.labourer_id = honest.labourer_id
    entry = await session.get_one(Labourer, honest.labourer_id)
    told = {**await ledger.get_facts(session, entry), "phone": PHONE}
    granted(await ledger.change_entry(session, entry, told, NOON + DAY, own.key()))
    assert Signal.SECOND_ACCOUNT in await seen(session, second)
    assert Signal.PHONE_CHANGED in await seen(session, changed)
    assert not {Signal.SECOND_ACCOUNT, Signal.PHONE_CHANGED} & await seen(session, honest)
    await agree(session)
    await dismiss_account(session, again)
    assert await listed_numbers(session, Theme.CALLS) == {second.key(), changed.key()}
    assert unsaid.key() not in await listed_numbers(session, Theme.CALLS)


async def test_a_phone_changed_afterwards_is_still_shared(session: Session) -> None:
    chen = await broker_account(session, 11)
    ana, ben, eva = [
        await labourer_met_by(session, chen, name=name, phone=phone)
        for name, phone in (("王甲", PHONE), ("王乙", PHONE), ("王丙", OTHER))
    ]
    made = [await placement_by(session, entry, chen) for entry in (ana, ben, eva)]
    for change in (None, "+8613812340009"):
        if change:
            told = {**await ledger.get_facts(session, ana), "phone": change}
            granted(await ledger.change_entry(session, ana, told, NOON + DAY, chen.key()))
        found = [Signal.SHARED_PHONE in await seen(session, one) for one in made]
        assert found == [True, True, False]
        (group,) = await listed(session, Theme.PHONES)
        assert group.figure == 2
        assert await listed_numbers(session, Theme.PHONES, of=group.number) == {ana.id, ben.id}


async def test_one_chat_that_speaks_for_several_is_seen_when_they_are_erased(
    session: Session,
) -> None:
    chen, spare = await broker_account(session, 11), await broker_account(session, 12)
    ana, ben = (
        await labourer_met_by(session, chen),
        await labourer_met_by(session, chen, name="王小春"),
    )
    made = []
    for entry in (ana, ben):
        spare.labourer_id = entry.id
        await session.flush()
        made.append(await placement_by(session, entry, chen))
        await labourer_says(session, made[-1], spare.key(), NOON + DAY)
    assert await listed_numbers(session, Theme.SELF) == {one.key() for one in made}
    spare.labourer_id = None
    await session.flush()
    await consent.erase_entry(session, ana, NOON + DAY, ZONE, by=chen.key())
    await consent.erase_entry(session, ben, NOON + DAY, ZONE, by=chen.key())
    await session.flush()
    assert await listed_numbers(session, Theme.SELF) == {one.key() for one in made}
    await agree(session)
