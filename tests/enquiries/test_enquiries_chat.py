"""A person please: a message for the county office, its queue, and the answer."""

import pytest
from sqlmodel import select

from models.accounts.roles import Role
from models.core.audit import Act, AuditRecord, Subject
from models.core.vocabulary import Language, RoleName
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from tests.labourers.test_own_entry import exported
from tests.support.grievances.chat import colleague
from tests.support.labourers.intake import EN, KO, SAVE, ZH, labels, tap, tells_refusal
from tests.support.notices.chat import newest_text, registered_person
from tests.support.placements.chat import chooses_language
from tests.support.town import ANA, BEN, DAI, TONGYU, Town

WORDS = "合同上写八小时，天天干十二个钟头，咋办？"
ANSWER = "Please bring the contract on Monday."


@pytest.mark.parametrize(
    ("language", "asks"),
    [(ZH, "我要人工"), (KO, "사람과 말하고 싶소"), (EN, "talk to a person please")],
)
async def test_whoever_asks_for_a_person_is_answered_by_one(
    town: Town, language: Language, asks: str
) -> None:
    await chooses_language(town, DAI)
    await registered_person(town, ANA, language)
    await town.ana.says(asks)
    await town.ana.says(WORDS)
    await town.settled()
    assert "Somebody would like an answer" in await newest_text(town.dai)
    assert WORDS not in await newest_text(town.dai)
    await town.wait(hours=3)
    await town.dai.says("/menu")
    await tap(town.dai, "💬 People who wait for an answer (1)")
    assert "for 3 h" in town.dai.buttons[0]
    await town.dai.says("1")
    assert WORDS in town.dai.last
    await tap(town.dai, "✍️ Answer")
    await town.dai.says(ANSWER)
    assert "Sent." in town.dai.last
    await town.settled()
    assert ANSWER in await newest_text(town.ana)
    await town.dai.says("/enquiries")
    assert "Nobody waits" in town.dai.last


async def test_who_writes_more_waits_again_and_the_exchange_is_exported_and_erased(
    town: Town,
) -> None:
    await registered_person(town, ANA)
    for words in (WORDS, "And the overtime?"):
        await town.ana.says("/enquiry")
        if "Write more" in town.ana.screen():
            await tap(town.ana, "✍️ Write more")
        await town.ana.says(words)
    async with town.store() as session:
        assert len((await session.exec(select(Enquiry))).all()) == 1
        assert len((await session.exec(select(EnquiryMessage))).all()) == 2
        acts = select(AuditRecord).where(AuditRecord.subject == Subject.ENQUIRY)
        traced = (await session.exec(acts)).all()
    assert [one.act for one in traced] == [Act.OPENED, Act.OPENED]
    assert WORDS not in str(traced)
    await town.ana.says("/me")
    await tap(town.ana, "📄 Give me everything as a file")
    held = await exported(town)
    assert [one["words"] for one in held["enquiries"][0]["messages"]] == [
        WORDS,
        "And the overtime?",
    ]
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Delete everything all the same")
    async with town.store() as session:
        assert not (await session.exec(select(EnquiryMessage))).all()


async def test_where_no_staff_read_it_that_is_said(town: Town) -> None:
    await registered_person(town, BEN, village=f"{TONGYU}101200")
    await town.ben.says("a person please")
    assert "No office of your county reads messages here yet" in town.ben.last
    assert "12333" in town.ben.last


async def test_words_that_nobody_can_read_just_now_are_not_lost(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/enquiry")
    async with town.store() as session:
        (role,) = await session.exec(select(Role).where(Role.name == RoleName.STAFF))
        role.name = RoleName.BROKER
        number = role.id
    await town.ana.says(WORDS)
    assert tells_refusal(town.ana, "no_office")
    assert WORDS in town.ana.last
    await town.ana.says("/menu")
    async with town.store() as session:
        (await session.get_one(Role, number)).name = RoleName.STAFF
    await tap(town.ana, "▶️ Go on: A message to the county office")
    await tap(town.ana, SAVE)
    async with town.store() as session:
        assert [one.words for one in await session.exec(select(EnquiryMessage))] == [WORDS]


async def test_staff_of_another_county_read_nothing_of_it(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/enquiry")
    await town.ana.says(WORDS)
    async with town.store() as session:
        (enquiry,) = (await session.exec(select(Enquiry))).all()
        enquiry.county = TONGYU
    await chooses_language(town, DAI)
    await town.dai.says("/enquiries")
    assert "Nobody waits" in town.dai.last


async def test_two_staff_hear_of_it_once_each(town: Town) -> None:
    await registered_person(town, ANA)
    await colleague(town, BEN)
    for words in (WORDS, "And more."):
        await town.ana.says("/enquiry")
        if "Write more" in town.ana.screen():
            await tap(town.ana, "✍️ Write more")
        await town.ana.says(words)
    await town.settled()
    seen = [m for m in (await town.ben.look()).messages if "answer from a person" in str(m)]
    assert len(seen) == 1


async def test_who_is_not_understood_twice_is_offered_a_person(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/on")
    await town.ana.says("blue sky over the hill")
    assert "🙋 A person, please" not in labels(town.ana)
    await town.ana.says("green grass under it")
    assert "🙋 A person, please" in labels(town.ana)
    await tap(town.ana, "🙋 A person, please")
    assert "What should the county office know" in town.ana.last
