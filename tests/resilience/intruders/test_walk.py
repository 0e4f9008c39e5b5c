"""Who has lost the right to somebody reads nothing of them and changes nothing, by whatever way."""

import importlib
import pkgutil

import pytest

import handlers
from bot.telegram.addresses import telegram_address
from handlers.core.conversation import CONVERSATIONS
from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.account import CONSENT_VERSION
from models.brokers import approval
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer, ledger
from models.labourers.double import Double, Likeness
from models.labourers.doubles import DoublePair
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from models.outbox import outbox
from models.privacy.merging import merge_entries
from sandbox.chats.people import Person
from scheduler.messages.render import RENDERERS
from tests.resilience.intruders.life import (
    ELSEWHERE,
    SIGNS,
    Life,
    Situation,
    becomes,
    begins,
    is_dismissed,
    of,
)
from tests.resilience.intruders.walk import LEFT_OUT, OF_FORMS, Act, Intruder, choices, walks
from tests.resilience.intruders.walk_forms import (
    FORMS,
    OF_NOBODY,
    TO_THE_PERSON,
    TOLD,
    lies_open,
    tries_forms,
)
from tests.support.accounts.actors import acting, as_staff
from tests.support.permitted import NUMBERS, PERMITTED
from tests.support.refusals import granted
from tests.support.stored_actors import clerk
from tests.support.town import ANA, BEN, CHEN, DAI, TONGYU, WANGQING, Town


async def _of_another_county(town: Town, life: Life) -> None:
    await becomes(town, CHEN, RoleName.BROKER, ELSEWHERE)


async def _staff_of_another_county(town: Town, life: Life) -> None:
    await becomes(town, DAI, RoleName.STAFF, TONGYU)


async def _changes(town: Town, life: Life, **facts: object) -> None:
    """The person's entry is changed by the office."""
    async with town.store() as session:
        labourer = await session.get_one(Labourer, life.person)
        told = {**await ledger.get_facts(session, labourer), **facts}
        await ledger.change_entry(session, labourer, told, town.clock.now(), None)


async def _says_no(town: Town, life: Life) -> None:
    await _changes(town, life, seen_by_brokers=False)


async def _moves(town: Town, life: Life) -> None:
    await _changes(town, life, village=ELSEWHERE)


async def _takes_over(town: Town, life: Life) -> None:
    async with town.store() as session:
        now = town.clock.now()
        ana = await accounts.open_account(session, telegram_address(ANA.id), now)
        accounts.record_consent(ana, now)
        dai, labourer = await of(session, DAI), await session.get_one(Labourer, life.person)
        code = granted(await entry_transfer.issue_entry_code(session, acting(dai, now), labourer))
        assert await entry_transfer.take_over_entry(session, acting(ana, now), code) is labourer
    await town.settled()


async def _suspend(town: Town) -> None:
    async with town.store() as session:
        by = clerk((await of(session, DAI)).key(), now=town.clock.now())
        chen = (await of(session, CHEN)).key()
        assert await approval.suspend_broker(session, by, chen, "Took fees") is None


async def _is_suspended(town: Town, life: Life) -> None:
    await _suspend(town)


async def _is_suspended_in_one_of_two(town: Town, life: Life) -> None:
    async with town.store() as session:
        chen = await of(session, CHEN)
        await roles.grant_role(session, chen, RoleName.BROKER, ELSEWHERE, town.clock.now())
    await _suspend(town)


async def _is_a_stranger(town: Town, life: Life) -> None:
    """A neighbour: nothing of it was ever theirs, and the notice names somebody else."""


async def _is_somebody_elses(town: Town, life: Life) -> None:
    """The entry was Ben's; the office merged it into Ana's, who keeps it."""
    async with town.store() as session:
        now, dai, ben = town.clock.now(), await of(session, DAI), await of(session, BEN)
        one = await session.get_one(Labourer, life.person)
        ben.labourer_id = one.id
        await session.flush()
        ana = await accounts.open_account(session, telegram_address(ANA.id), now)
        accounts.record_consent(ana, now)
        told = {**life.entry, "id_number": None}
        by = Registration(now, ana.key(), True, now, CONSENT_VERSION)
        into = granted(await ledger.register_labourer(session, told, by))
        ana.labourer_id = into.id
        await session.flush()
        both = sorted((one.key(), into.key()))
        double = Double(first_id=both[0], second_id=both[1], why=Likeness.ALIKE, opened_at=now)
        session.add(double)
        await session.flush()
        pair, by_dai = DoublePair(double, one, into), as_staff(dai, now, WANGQING)
        assert await merge_entries(session, pair, into, by_dai) is None
        life.numbers["somebody"] = into.key()


async def _leaves_the_office(town: Town, life: Life) -> None:
    await is_dismissed(town, DAI)


# The name and the employer of a placement stay with the broker who reported it; so do its steps.
REPORTED = frozenset({"name", "employer", "placement", "placement:", "placements", "placements:"})
# Somebody else of the village may still be registered by a broker of the village.
VILLAGE = frozenset({"assisted"})
# The office decides on the brokers of its county whoever moves away.
BROKERS = frozenset({"no broker", "pause broker", "broker:"})
OWN = REPORTED | VILLAGE | {"placement again", "leave", "paper", "offered:", "vacancies"}
SITUATIONS = (
    Situation("broker of another county", CHEN, _of_another_county),
    Situation("staff of another county", DAI, _staff_of_another_county),
    Situation("after a No", CHEN, _says_no, knows=frozenset({"name", "employer"}), spares=OWN),
    Situation("after a hand-over", CHEN, _takes_over, tied=False, spares=VILLAGE | {"claimed"}),
    Situation("after a move, the broker", CHEN, _moves, tied=False, spares=VILLAGE),
    Situation("after a move, the office", DAI, _moves, tied=False, spares=VILLAGE | BROKERS),
    Situation("suspended in one of two counties", CHEN, _is_suspended_in_one_of_two),
    Situation("suspended", CHEN, _is_suspended),
    Situation("dismissed", DAI, _leaves_the_office),
    Situation("a neighbour whom no notice names", BEN, _is_a_stranger),
    Situation("whose entry became somebody else's", BEN, _is_somebody_elses),
)


def test_every_form_is_walked() -> None:
    for module in pkgutil.walk_packages(handlers.__path__, "handlers."):
        importlib.import_module(module.name)
    assert set(FORMS) == set(CONVERSATIONS)


def test_every_choice_is_walked() -> None:
    life = Life(dict.fromkeys(NUMBERS, 1))
    walked = {act.words.partition(":")[0] for acts in choices(life, frozenset()) for act in acts}
    aside = {choice.partition(":")[0] for choice in LEFT_OUT | OF_FORMS}
    assert {choice.partition(":")[0] for choice in PERMITTED} <= walked | aside


def test_every_message_is_told_or_goes_to_the_person() -> None:
    assert set(RENDERERS) == {*TOLD, *TO_THE_PERSON, *OF_NOBODY}


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)
async def test_nothing_is_read_and_nothing_changes(town: Town, situation: Situation) -> None:
    life = await begins(town, situation.carer, tied=situation.tied)
    assert not situation.tied or set(life.numbers) >= set(NUMBERS) - {"draft", "office"}
    for form in set(FORMS) - situation.spares:
        await lies_open(town, situation, life, form)
    await situation.loses(town, life)
    await town.settled()
    wrong = await walks(town, situation, life)
    assert not wrong, "\n".join(wrong)
    wrong = await tries_forms(town, situation, life, SITUATIONS.index(situation))
    assert not wrong, "\n".join(wrong)
    assert await _hears(town, situation, life) <= situation.knows


async def _hears(town: Town, situation: Situation, life: Life) -> set[str]:
    """A week goes by with everything planned that could be told them; gives what they read."""
    phone = town.phone(situation.who)
    await phone.says("/menu")
    intruder = Intruder.of(town, situation.who)
    async with town.store() as session:
        now, account = town.clock.now(), (await of(session, situation.who)).key()
        for message_type, record in TOLD.items():
            if (number := life.numbers.get(record)) and message_type.name not in situation.spares:
                for round_ in range(3):
                    row = outbox.new_row(message_type, number, now, account=account, round_=round_)
                    await outbox.plan_row(session, row)
    await town.settled()
    await town.wait(days=7)
    return intruder.gives_away()


SHOWING = (
    *("person:{somebody}", "call:{call}", "placement:{placement}", "review:{placement}"),
    *("grievances:{grievance}", "grievances:{grievance}:file:{photo}", "offered:{vacancy}"),
    *("manage:{notice}", "enquiries:{enquiry}"),
)


@pytest.mark.parametrize(
    ("who", "seen"),
    [(CHEN, {"name", "phone", "health", "employer"}), (DAI, set(SIGNS) - {"ID number"})],
    ids=["broker", "staff"],
)
async def test_before_that_the_same_ways_show_them(town: Town, who: Person, seen: set[str]) -> None:
    life = await begins(town, who, tied=True)
    situation = Situation("nothing is lost", who, _says_no)
    intruder = Intruder.of(town, who)
    found = await intruder.tries(*(Act(record.format(**life.numbers)) for record in SHOWING))
    draft = await lies_open(town, situation, life, "change for them")
    found |= await intruder.tries(Act(f"s:{draft}:summary"))
    assert found >= seen
