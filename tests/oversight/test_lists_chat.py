"""The office looks at what an auditor asks for: from the menu to the record, and as a file."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from bot.telegram.addresses import telegram_address
from dialogue.core.i18n import Speech
from dialogue.placements.screens import STATES_FOR_STAFF
from models.accounts import account, roles, terms_of_office
from models.accounts.account import CONSENT_VERSION, Account
from models.core.audit import Act
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer, ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from models.placements import confirmation, review
from models.placements.placement import Placement, StatementChannel
from models.placements.statement import Statement, Verdict
from models.placements.states import PlacementState
from models.privacy import erasure
from sandbox.chats.phone import Phone
from tests.privacy.test_for_others import begins
from tests.support.accounts.actors import acting
from tests.support.labourers.facts import entry_facts
from tests.support.labourers.intake import BACK, ZH, labels, tap, tells_refusal
from tests.support.notices.chat import registered_neighbour
from tests.support.placements.chat import open_known_employer, placement_by_chen
from tests.support.refusals import granted
from tests.support.stored_actors import load_actor
from tests.support.town import ANA, BEN, CHEN, DAI, TONGYU, Town
from tests.support.vacancies.chat import forges_button

MENU, PHONE = "🧾 What an auditor asks for", "+8613800002001"
SELF, TIME, NOBODY = "可能不是本人确认的", "认领后多久确认的", "批准了但人已删除"
FILE, BY_NUMBER = "📄 All of it as a file", "🔢 A record by its number"


async def of(town: Town, number: int) -> Account:
    """The account of somebody of the cast."""
    async with town.store() as session:
        found = await account.get_account(session, telegram_address(number))
        return found or await account.open_account(
            session, telegram_address(number), town.clock.now()
        )


async def brokers_second_phone(town: Town) -> Placement:
    """Chen registers Li, and confirms from another phone that took the entry over with his code."""
    employer = await open_known_employer(town)
    chen, ana, now = await of(town, CHEN.id), await of(town, ANA.id), town.clock.now()
    async with town.store() as session:
        by = Registration(now, chen.key(), False, now, CONSENT_VERSION)
        li = granted(await ledger.register_labourer(session, entry_facts(phone=PHONE), by))
    made = await placement_by_chen(town, li, employer)
    async with town.store() as session:
        mine = await session.get_one(Account, ana.key())
        account.record_consent(mine, now)
        chens = await session.get_one(Account, chen.key())
        entry = await session.get_one(Labourer, li.key())
        code = granted(await entry_transfer.issue_entry_code(session, acting(chens, now), entry))
        granted(await entry_transfer.take_over_entry(session, acting(mine, now), code))
        placement = await session.get_one(Placement, made.key())
        statement = Statement(Verdict.YES, fee=False)
        actor = await load_actor(session, mine, now + timedelta(hours=2))
        told = (actor, placement, statement, StatementChannel.SELF)
        assert await confirmation.record_statement(session, *told) is None
    return placement


async def erases(town: Town, placement: Placement) -> None:
    """It is approved, and then the person has everything deleted."""
    now, ana, dai = town.clock.now(), await of(town, ANA.id), await of(town, DAI.id)
    async with town.store() as session:
        clerk = await session.get_one(Account, dai.key())
        await terms_of_office.rename_holder(session, clerk, "白美玉", now)
        made = await session.get_one(Placement, placement.key())
        actor = await load_actor(session, clerk, now)
        assert await review.approve_placement(session, actor, made) is None
        mine = await session.get_one(Account, ana.key())
        await erasure.erase_own_entry(session, await load_actor(session, mine, now))


async def opens(town: Town) -> Phone:
    """Dai opens the lists, in Chinese."""
    await town.dai.start()
    await tap(town.dai, "中文")
    await town.dai.says("/menu")
    await tap(town.dai, "🏛 Office, language, help", ZH)
    await tap(town.dai, MENU, ZH)
    return town.dai


async def cells(town: Town, phone: Phone) -> dict[str, list[list[Any]]]:
    """The cells of the file that came last, sheet by sheet; all are words."""
    await phone.look()
    file = phone.received[-1]["document"]
    async with town.web.get(f"{town.address}/sandbox/files/{file['file_id']}") as response:
        book = load_workbook(BytesIO(await response.read()))
    assert {c.data_type for one in book for row in one for c in row} <= {"s", "n"}
    return {one.title: [[c.value for c in row] for row in one] for one in book}


async def test_from_the_menu_to_the_placement_and_the_trail(town: Town) -> None:
    placement = await brokers_second_phone(town)
    dai = await opens(town)
    assert f"{SELF} · 1" in labels(dai)
    assert f"{NOBODY} · 0" in labels(dai)
    # By a typed number, as everywhere.
    await dai.says("1")
    assert f"1. P{placement.id} · 李秀英 · " in dai.last
    assert "用的是经纪人发的认领码" in dai.last
    await dai.says("1")
    assert "⚠️" in dai.last
    assert PHONE in dai.last
    await dai.says("/oversight")
    await tap(dai, TIME)
    assert "认领后 2 小时" in dai.last
    rows = await town.rows()
    (dais,) = [row["account_id"] for row in rows["address"] if row["external_id"] == str(DAI.id)]
    looks = [r for r in rows["audit_record"] if r["account_id"] == dais and r["act"] == Act.LISTED]
    assert [row["subject_id"] for row in looks] == [1, 2]


async def test_an_erased_person_is_listed_without_a_name_and_opened_all_the_same(
    town: Town,
) -> None:
    placement = await brokers_second_phone(town)
    await erases(town, placement)
    dai = await opens(town)
    assert f"{SELF} · 1" in labels(dai)
    await tap(dai, f"{NOBODY} · 1")
    assert "李秀英" not in dai.last
    assert "人已删除" in dai.last
    await tap(dai, f"P{placement.id}")
    assert "延边金达莱服装厂" in dai.last
    assert "白美玉" in dai.last
    await tap(dai, BACK, ZH)
    assert f"{SELF} · 1" in labels(dai)
    await tap(dai, "认领码和发码人")
    assert "人已删除" in dai.last
    await dai.says("1")
    assert "已删除，只剩谁做过什么的记录" in dai.last


async def test_a_record_is_opened_by_the_number_in_the_file(town: Town) -> None:
    placement = await brokers_second_phone(town)
    await registered_neighbour(town, "王小春", phone=PHONE)
    dai = await opens(town)
    await tap(dai, FILE, ZH)
    book = await cells(town, dai)
    assert len(book) == 14
    taken, head, row, *more = book[SELF]
    assert "县人社局工作人员" in taken[0]
    assert head == ["编号", "日期", "地方", "姓名", "值得看的地方", "数量或秒数"]
    assert (row[0], row[2], row[3]) == (f"P{placement.id}", "汪清县", "李秀英")
    assert more == []
    assert PHONE not in str(book)
    assert "138****2001 · 2 人" in str(book["几个人共用的电话"])
    await dai.says("/oversight")
    await tap(dai, BY_NUMBER, ZH)
    await dai.says("第十二条")
    assert "这不是记录的编号" in dai.last
    await tap(dai, BY_NUMBER, ZH)
    await dai.says(f"ｐ{row[0][1:]}")
    assert "⚠️" in dai.last
    assert "李秀英" in dai.last
    await dai.says("/oversight")
    await tap(dai, BY_NUMBER, ZH)
    await dai.says(f"R{placement.labourer_id}")
    assert "138****2001" in dai.last


async def test_the_office_reads_how_it_stands_and_not_what_the_broker_reads(town: Town) -> None:
    placement = await brokers_second_phone(town)

    async def stands(state: PlacementState) -> None:
        async with town.store() as session:
            (await session.get_one(Placement, placement.id)).state = state

    await stands(PlacementState.DISPUTED)
    denied = str(Speech(ZH)(STATES_FOR_STAFF[PlacementState.DISPUTED]))
    dai = await opens(town)
    await forges_button(dai, f"oversight:person:{placement.labourer_id}")
    assert any(denied in label for label in labels(dai)), dai.screen()
    await stands(PlacementState.CONFIRMED)
    await erases(town, placement)
    await stands(PlacementState.DISPUTED)
    await forges_button(dai, f"oversight:placement:{placement.id}")
    assert denied in dai.last


async def test_another_countys_office_sees_nothing_of_it_and_others_not_even_the_lists(
    town: Town,
) -> None:
    placement = await brokers_second_phone(town)
    await erases(town, placement)
    number = placement.key()
    records = [f"oversight:{kind}:{number}" for kind in ("placement", "person", "grievance")]
    async with town.store() as session:
        other = await account.open_account(session, telegram_address(BEN.id), town.clock.now())
        await roles.grant_role(session, other, RoleName.STAFF, TONGYU, town.clock.now())
    stranger = town.ben
    await begins(stranger)
    await stranger.says("/oversight")
    counts = [label.rpartition(" · ")[2] for label in labels(stranger) if " · " in label]
    assert set(counts) == {"0"}
    for data in records:
        await forges_button(stranger, data)
        assert tells_refusal(stranger, "not_yours"), data
    await forges_button(stranger, "oversight:self:1")
    assert f"P{number}" not in stranger.last
    await begins(town.chen)
    for data in ("oversight", "oversight:self:1", "oversight:file", *records):
        await forges_button(town.chen, data)
        assert f"P{number}" not in town.chen.last
        assert MENU not in labels(town.chen)
