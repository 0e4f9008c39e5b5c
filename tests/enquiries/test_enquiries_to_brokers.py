"""A message to one's broker: only the broker reads it at once, and the office where nobody does."""

from sqlmodel import select

from models.accounts.roles import Role
from models.core.vocabulary import RoleName
from models.enquiries import personal_data
from models.enquiries.enquiry import Enquiry
from models.placements.placement import Placement
from models.placements.states import PlacementState
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import EN, labels, tap
from tests.support.notices.chat import messages_with, newest_text, registered_person
from tests.support.placements.chat import chooses_language, open_known_employer, placement_by_chen
from tests.support.town import ANA, CHEN, DAI, Town
from tests.support.vacancies.chat import forges_button

WORDS = "厂里的宿舍还有床位吗？"
ANSWER = "Yes, there are two."
NEWS = "Somebody would like an answer"
TO_BROKER = "🤝"


async def placed_by_chen(town: Town) -> Placement:
    """Ana has an entry, and Chen has placed her."""
    labourer = await registered_person(town, ANA, EN)
    placed = await placement_by_chen(town, labourer, await open_known_employer(town))
    # She is asked about it first.
    await town.settled()
    return placed


async def asks_broker(town: Town) -> None:
    """Ana, whom Chen placed, writes to him."""
    await chooses_language(town, DAI)
    await chooses_language(town, CHEN)
    await placed_by_chen(town)
    await town.ana.says("/enquiry")
    assert "Who should read it?" in town.ana.last
    await tap(town.ana, label_of(town.ana, TO_BROKER))
    await town.ana.says(WORDS)
    assert "Your broker has your message" in town.ana.last
    await town.settled()


def label_of(phone: Phone, part: str) -> str:
    (label,) = [label for label in labels(phone) if part in label]
    return label


async def test_the_broker_answers_and_the_exchange_stays_with_the_person(town: Town) -> None:
    await asks_broker(town)
    assert await messages_with(town.chen, NEWS)
    assert not await messages_with(town.dai, NEWS)
    await town.chen.says("/menu")
    await tap(town.chen, "💬 People who wait for an answer (1)")
    await town.chen.says("1")
    assert WORDS in town.chen.last
    await tap(town.chen, "✍️ Answer")
    await town.chen.says(ANSWER)
    await town.settled()
    news = await newest_text(town.ana)
    assert ANSWER in news
    assert "broker" in news
    assert "county office" not in news
    await town.ana.says("/enquiry")
    await tap(town.ana, label_of(town.ana, TO_BROKER))
    assert WORDS in town.ana.last
    assert ANSWER in town.ana.last
    # The office hears nothing of what was answered, two days later neither.
    await town.wait(hours=50)
    await town.settled()
    assert not await messages_with(town.dai, NEWS)


async def test_what_goes_to_the_office_is_not_for_the_broker(town: Town) -> None:
    await chooses_language(town, CHEN)
    await placed_by_chen(town)
    await town.ana.says("/enquiry")
    await tap(town.ana, "🏛 The county office")
    await town.ana.says("My broker took 200 yuan.")
    await town.settled()
    assert not await messages_with(town.chen, NEWS)
    await town.chen.says("/enquiries")
    assert "Nobody waits" in town.chen.last
    async with town.store() as session:
        (enquiry,) = (await session.exec(select(Enquiry))).all()
    for path in ("", ":answer", ":close", ":trail"):
        await forges_button(town.chen, f"enquiries:{enquiry.id}{path}")
        assert "200" not in town.chen.last


async def test_what_a_broker_leaves_unanswered_is_the_offices_after_two_days(town: Town) -> None:
    await asks_broker(town)
    await town.dai.says("/enquiries")
    assert "Nobody waits" in town.dai.last
    await town.wait(hours=49)
    await town.settled()
    assert await messages_with(town.dai, NEWS)
    await town.dai.says("/enquiries")
    await town.dai.says("1")
    assert WORDS in town.dai.last
    await tap(town.dai, "✍️ Answer")
    await town.dai.says(ANSWER)
    await town.settled()
    assert "The county office answers you" in await newest_text(town.ana)


async def test_who_is_broker_no_more_reads_nothing_and_is_asked_nothing(town: Town) -> None:
    await asks_broker(town)
    async with town.store() as session:
        chen = select(Role).where(Role.name == RoleName.BROKER)
        (role,) = (await session.exec(chen)).all()
        await session.delete(role)
    await town.chen.says("/enquiries")
    assert WORDS not in town.chen.last
    await forges_button(town.chen, "enquiries:1")
    assert WORDS not in town.chen.last
    await town.ana.says("/enquiry")
    assert "What should the county office know" in town.ana.last


async def test_a_withdrawn_placement_makes_nobody_a_persons_broker(town: Town) -> None:
    placed = await placed_by_chen(town)
    async with town.store() as session:
        placement = await session.get_one(Placement, placed.id)
        placement.state = PlacementState.WITHDRAWN
    await town.ana.says("/enquiry")
    assert "What should the county office know" in town.ana.last


async def test_what_was_written_to_a_broker_who_erases_themselves_goes_to_the_office(
    town: Town,
) -> None:
    await asks_broker(town)
    async with town.store() as session:
        (enquiry,) = (await session.exec(select(Enquiry))).all()
        assert enquiry.broker_id is not None
        await personal_data.erase_account(session, enquiry.broker_id)
    await town.dai.says("/enquiries")
    await town.dai.says("1")
    assert WORDS in town.dai.last


async def test_who_has_no_broker_is_asked_no_more_than_before(town: Town) -> None:
    await registered_person(town, ANA, EN)
    await town.ana.says("/enquiry")
    assert "What should the county office know" in town.ana.last
    await forges_button(town.ana, "enquiry:write:broker")
    assert "What should the county office know" in town.ana.last
