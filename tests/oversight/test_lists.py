"""What an auditor asks for: each list has what belongs, and nothing that is only near it."""

from dataclasses import replace

from models.accounts.account import Account
from models.core.audit import Act
from models.core.session import Session
from models.labourers import entry_transfer, ledger, poverty
from models.oversight import records
from models.oversight.listing import Theme
from models.placements import ending
from models.placements.ending import Leave
from models.placements.placement import Placement, worker_index
from models.placements.states import PlacementState
from models.privacy import erasure
from tests.support.accounts.actors import acting
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.oversight.factory import (
    DAY,
    MINUTE,
    asking,
    broker_application,
    clerk,
    joins_office,
    labourer_met_by,
    labourer_says,
    listed,
    listed_numbers,
    placement_by,
)
from tests.support.refusals import granted
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.stored_actors import load_actor
from tests.support.subsidies.factory import approved_placement as at_work
from tests.support.subsidies.factory import outside_employer

AWAY = "220822101001"
CHENS, XUS = "+8613800002003", "+8613800002005"


async def erased(session: Session, account: Account) -> None:
    """Somebody has their own entry deleted."""
    await erasure.erase_own_entry(session, await load_actor(session, account, NOON + DAY))


async def test_a_code_names_who_issued_it_after_the_person_is_erased(session: Session) -> None:
    chen, xu = await broker_account(session, 11), await broker_account(session, 12)
    ana, ben = (
        await labourer_met_by(session, chen),
        await labourer_met_by(session, xu, name="王小春"),
    )
    second = await joins_office(session, chen, ana, 31, NOON - MINUTE)
    for at in (NOON, NOON + MINUTE):
        granted(await entry_transfer.issue_entry_code(session, acting(xu, at), ben))
    later, first, taken = await listed(session, Theme.CODES)
    assert [one.by for one in (later, first, taken)] == [xu.key(), xu.key(), chen.key()]
    assert [one.other for one in (later, first, taken)] == [None, None, second.key()]
    assert (taken.figure, taken.name) == (60, ana.name)
    await erased(session, second)
    gone = (await listed(session, Theme.CODES))[-1]
    assert (gone.by, gone.other, gone.person, gone.name) == (chen.key(), second.key(), None, None)


async def test_who_moves_away_stays_on_the_list_of_the_county_without_a_name(
    session: Session,
) -> None:
    chen = await broker_account(session, 11)
    ana = await labourer_met_by(session, chen)
    granted(await entry_transfer.issue_entry_code(session, acting(chen, NOON), ana))
    ana.village_code = AWAY
    (line,) = await listed(session, Theme.CODES)
    assert (line.person, line.name) == (ana.id, None)
    assert await records.view_person(session, asking(), ana.key()) is None


async def test_erased_then_registered_again_is_found_by_the_paid_number(
    session: Session,
) -> None:
    there, chen = (await outside_employer(session)).key(), await broker_account(session, 11)
    anas, bens, evas, dans = [id_number(order=n) for n in ("123", "125", "127", "129")]

    async def works(number: str, chat: int, state: PlacementState) -> tuple[Account, Placement]:
        account = await consenting_account(session, chat)
        entry = await register_labourer(session, account, entry_facts(id_number=number))
        told = {"labourer_id": entry.id, "employer_id": there, "broker_id": chen.id}
        index = worker_index(number)
        return account, await at_work(session, state=state, worker_index=index, **told)

    ana, first = await works(anas, 31, PlacementState.APPROVED)
    ben, _ = await works(bens, 32, PlacementState.CONFIRMED)
    eva, paid = await works(evas, 33, PlacementState.APPROVED)
    for account in (ana, ben, eva):
        await erased(session, account)
    # Ana is back and placed again; of Ben nothing was paid; Eva stays away.
    _, again = await works(anas, 41, PlacementState.REPORTED)
    await works(bens, 42, PlacementState.REPORTED)
    # Who is placed twice and was never erased is nobody's double.
    dan, _ = await works(dans, 43, PlacementState.APPROVED)
    told = {"labourer_id": dan.labourer_id, "employer_id": there, "broker_id": chen.id}
    await at_work(session, worker_index=worker_index(dans), **told)
    assert await listed_numbers(session, Theme.AGAIN) == {again.key()}
    assert await listed_numbers(session, Theme.NOBODY) == {first.key(), paid.key()}
    by = {line.number: line.other for line in await listed(session, Theme.NOBODY)}
    assert by[paid.key()] == eva.key()
    erasures = {(line.kind, line.number) for line in await listed(session, Theme.ERASED)}
    assert {("placement", first.key()), ("placement", paid.key())} <= erasures
    assert await records.view_placement(session, asking(), again.key()) is not None


async def test_two_placements_of_one_erased_entry_are_no_second_registration(
    session: Session,
) -> None:
    chen, account = await broker_account(session, 11), await consenting_account(session, 31)
    entry = await register_labourer(session, account, entry_facts(id_number=id_number(order="123")))
    one = await placement_by(session, entry, chen)
    one.state, one.ended_on = PlacementState.APPROVED, one.starts_on
    two = await placement_by(session, entry, chen)
    two.state = PlacementState.APPROVED
    await session.flush()
    await erased(session, account)
    assert await listed_numbers(session, Theme.NOBODY) == {one.key(), two.key()}
    assert await listed_numbers(session, Theme.AGAIN) == set()


async def test_entries_without_a_number_are_counted_by_who_took_them(session: Session) -> None:
    chen, xu = await broker_account(session, 11), await broker_account(session, 12)
    mine = [await labourer_met_by(session, chen, name=name) for name in ("王甲", "王乙")]
    his = await labourer_met_by(session, xu, name="王丙")
    await labourer_met_by(session, xu, name="王丁", id_number=id_number(order="123"))
    await register_labourer(
        session, await consenting_account(session, 31), entry_facts(name="王戊")
    )
    groups = [(line.number, line.figure) for line in await listed(session, Theme.NUMBERLESS)]
    assert groups == [(chen.key(), 2), (xu.key(), 1)]
    # Taking the entry over does not wash it clean.
    await joins_office(session, xu, his, 41)
    found = await listed_numbers(session, Theme.NUMBERLESS, of=chen.key())
    assert found == {one.key() for one in mine}
    assert await listed_numbers(session, Theme.NUMBERLESS, of=xu.key()) == {his.key()}


async def test_a_brokers_number_on_somebody_elses_entry_is_listed_and_their_own_is_not(
    session: Session,
) -> None:
    chen, xu = await broker_account(session, 11), await broker_account(session, 12)
    for one, phone in ((chen, CHENS), (xu, XUS)):
        await register_labourer(session, one, entry_facts(name=f"王{one.id}", phone=phone))
        session.add(broker_application(one, phone))
    await session.flush()
    assert await listed(session, Theme.PHONES) == []
    ana = await labourer_met_by(session, chen, name="王甲", phone=CHENS)
    (group,) = await listed(session, Theme.PHONES)
    assert (group.figure, group.word, group.by) == (2, CHENS, chen.key())
    assert await listed_numbers(session, Theme.PHONES, of=group.number) == {
        chen.labourer_id,
        ana.id,
    }


async def test_a_number_that_a_broker_alone_lent_to_one_person_is_listed(
    session: Session,
) -> None:
    chen, xu = await broker_account(session, 11), await broker_account(session, 12)
    await register_labourer(session, chen, entry_facts(name="王乙"))
    session.add(broker_application(chen, CHENS))
    ana = await labourer_met_by(session, xu, name="王甲", phone=CHENS)
    (group,) = await listed(session, Theme.PHONES)
    assert (group.number, group.figure, group.by) == (ana.id, 1, chen.key())


async def test_registered_poor_shows_who_said_and_who_confirmed(session: Session) -> None:
    chen, dai = await broker_account(session, 11), await clerk(session, 41)
    ana = await labourer_met_by(session, chen, registered_poor=True, household_head="李大山")
    await labourer_met_by(session, chen, name="王小春")
    office = await load_actor(session, dai, NOON + MINUTE)
    assert await poverty.confirm_poverty(session, office, ana) is None
    told = {**await ledger.get_facts(session, ana), "household_head": "李小山"}
    granted(await ledger.change_entry(session, ana, told, NOON + 2 * MINUTE, chen.key()))
    later = replace(office, now=NOON + 3 * MINUTE)
    assert await poverty.deny_poverty(session, later, ana) is None
    lines = [(line.number, line.word, line.by) for line in await listed(session, Theme.POOR)]
    assert lines == [
        (ana.key(), Act.POOR_DENIED, dai),
        (ana.key(), Act.POOR_TOLD, chen.key()),
        (ana.key(), Act.POOR_CONFIRMED, dai),
        (ana.key(), Act.POOR_TOLD, chen.key()),
    ]


async def test_ended_by_others_and_not_by_the_person(session: Session) -> None:
    chen, dai = await broker_account(session, 11), await clerk(session, 41)
    accounts = [await consenting_account(session, chat) for chat in (31, 32, 33)]
    # A broker who says it of themselves is the person.
    accounts.append(await broker_account(session, 34))
    entries = [
        await register_labourer(session, one, entry_facts(name=f"王{one.id}")) for one in accounts
    ]
    made = []
    for account, entry in zip(accounts, entries, strict=True):
        made.append(await placement_by(session, entry, chen))
        await labourer_says(session, made[-1], account.key())
    said_by = (accounts[0].key(), chen.key(), dai, accounts[3].key())
    for placement, by in zip(made, said_by, strict=True):
        actor = await load_actor(session, by, NOON + DAY)
        assert await ending.close_placement(session, actor, placement, Leave()) is None
    assert await listed_numbers(session, Theme.ENDED) == {one.key() for one in made[1:3]}
    await erased(session, accounts[1])
    assert await listed_numbers(session, Theme.ENDED) == {one.key() for one in made[1:3]}
