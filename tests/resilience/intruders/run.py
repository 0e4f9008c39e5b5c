"""All that people do who give numbers: theirs, their employer's, somebody else's, in a file."""

from dataclasses import replace
from pathlib import Path

from sandbox.chats.pictures import pdf
from tests.employers.test_directory_chat import fills as writes_down
from tests.labourers.test_answering import confirms
from tests.privacy.test_for_others import AGREED, ASSIST
from tests.support.brokers.chat import SAYS, consents
from tests.support.employers.chat import ADD, EMPLOYERS, FACTORY
from tests.support.grievances.chat import asks_grievance, opens_bot_in_english
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import ANA_ID, SAVE, SHORTEST, WHOLE, Step, register, tap, walk
from tests.support.placements.chat import (
    adds_paper,
    chooses_language,
    finds_placement,
    open_known_employer,
    reports_placement,
)
from tests.support.town import BEN, Town
from tests.support.vacancies.chat import OFFER, WANT, fills_vacancy

BEN_ID, TYPED_ID = id_number("19770707"), id_number("19880808", "004")
APPLIED_ID, BESIDE_ID, FILED_ID = (id_number(f"19{n}0909", "007") for n in (60, 71, 82))
APPLIED, BESIDE, CONTACT, FILED = "13955550002", "13955550003", "13955550004", "13955550005"
TYPED = "13955550001"
IDS = (ANA_ID, BEN_ID, TYPED_ID, APPLIED_ID, BESIDE_ID, FILED_ID)
PHONES = (
    *("13800002001", "13800002002", "138 0000 2001", "0000-2001"),
    *(TYPED, APPLIED, BESIDE, CONTACT, FILED),
)
NUMBERS = (*IDS, *(number[6:14] for number in IDS), *PHONES)
HEALTH, STORY = "Bad knee since 2019", "Boss Zhao kept my card"
NAMES = ("Ann Lee", "Dan Lee", "Bo Zhang", "Sun Qi", "Old Wang", "安娜", "陈", "戴")
# The fields that a reader of the store and the files finds nothing in.
SEALED = (*NUMBERS, HEALTH, STORY, "Old Wang")
PAPER = pdf(3_000) + f"\n% {FILED_ID} {FILED}".encode()


def given(steps: tuple[Step, ...], **otherwise: str) -> tuple[Step, ...]:
    """The steps, some answered otherwise; without those that an ID number spares."""
    spared = {"sex", "birth_year", "left_school_recently"} if "id_number" in otherwise else set()
    return tuple(
        replace(step, value=..., says=otherwise[step.key], taps=())
        if step.key in otherwise
        else step
        for step in steps
        if step.key not in spared
    )


async def lives_through_it(town: Town) -> None:
    """Work, a placement with a paper, a grievance, an export; and Ben is still in his intake."""
    await open_known_employer(town)
    await opens_bot_in_english(town.dai)
    await writes_down_an_employer(town)
    await register(town.ana, given(WHOLE, id_number=ANA_ID, limits=HEALTH))
    await chooses_language(town)
    await enters_somebody(town)
    await offers_work(town)
    await is_placed(town)
    await grieves(town)
    await town.dai.says("/grievances")
    await town.dai.says("1")
    await town.ana.says("/me")
    await tap(town.ana, "📄 Give me everything as a file")
    await applies(town)
    await tap(town.ben, "📝 Register myself")
    await walk(town.ben, given(SHORTEST[:3], name="Bo Zhang", id_number=BEN_ID), typing=True)


async def writes_down_an_employer(town: Town) -> None:
    """With whom one can call there."""
    await tap(town.dai, "📣 Notices, work, employers")
    await tap(town.dai, EMPLOYERS)
    await tap(town.dai, ADD)
    await writes_down(town.dai, given(FACTORY, contact=f"Old Wang {CONTACT}"), typing=True)
    assert "Written down" in town.dai.last


async def enters_somebody(town: Town) -> None:
    """Chen, for somebody without a phone at hand."""
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    steps = given(SHORTEST, name="Sun Qi", id_number=BESIDE_ID, phone=BESIDE)
    await walk(town.chen, steps, typing=True)
    assert "Sun Qi is registered" in town.chen.last


async def offers_work(town: Town) -> None:
    """Chen, and Ana would like it: who offers it reads her phone."""
    await town.chen.says("/vacancies")
    await tap(town.chen, OFFER)
    await fills_vacancy(town.chen)
    await tap(town.chen, SAVE)
    await town.ana.says("/work")
    await tap(town.ana, WANT)
    await town.settled()


async def is_placed(town: Town) -> None:
    """Chen reports Ana, she confirms, and the contract goes with it under a telling name."""
    await reports_placement(town, "Ann Lee")
    await town.settled()
    await town.ana.look()
    await confirms(town)
    await finds_placement(town, "Ann Lee")
    await adds_paper(town, "Contract", PAPER, f"{FILED_ID} {FILED}.pdf")


async def grieves(town: Town) -> None:
    """Ana tells the office."""
    await town.ana.says("/trouble")
    if not asks_grievance(town.ana, "kind"):
        await town.ana.says("1")
    await town.ana.says("1")
    for _ in range(8):
        if "That was all" in town.ana.last:
            break
        await town.ana.says(STORY if asks_grievance(town.ana, "words") else "skip")
    await tap(town.ana, SAVE)


async def applies(town: Town) -> None:
    """Ben would be a broker."""
    await consents(town, BEN)
    await town.ben.says("/broker")
    told = {"Your ID number?": APPLIED_ID, "Which phone number": APPLIED}
    for question, words in SAYS:
        assert question in town.ben.last, town.ben.screen()
        await town.ben.says(told.get(question, words))
    await town.ben.says("1")
    assert "Your application is with the county office." in town.ben.last
    await town.ben.says("/menu")


async def says_it_where_nobody_asked(town: Town) -> None:
    """ID numbers and phones typed as words, commands, links, and forged into buttons."""
    phone = town.chen
    for words in (f"my number is {TYPED_ID}", f"/{TYPED_ID}", TYPED, f"/help {TYPED_ID}"):
        await phone.says(words)
    await phone.start(TYPED_ID)
    await phone.look()
    newest = phone.received[-1]["message_id"]
    for data in (TYPED_ID, f"person:{TYPED_ID}", f"q:1:name:{TYPED_ID}", f"call:{TYPED}"):
        await phone.does("tap", message_id=newest, data=data, forged=True)
    await town.brings({"message": {"message_id": TYPED_ID}})


def files(folder: Path) -> list[bytes]:
    """Every file below a folder, as it lies there."""
    return [one.read_bytes() for one in folder.rglob("*") if one.is_file()]
