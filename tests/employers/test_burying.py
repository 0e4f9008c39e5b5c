"""Nobody buries what others have told: the office sees each person once, and every page."""

from bot.telegram.addresses import telegram_address
from models.accounts import account
from models.core.vocabulary import Trouble
from models.labourers.labourer import Labourer
from sandbox.chats.people import Person
from tests.support.grievances.chat import (
    NO_CONTRACT,
    UNPAID,
    opens_bot_in_english,
    tells_grievance,
    told_grievance,
)
from tests.support.labourers.intake import BACK, SAVE, SKIP, labels, tap
from tests.support.notices.chat import messages_with, registered_person
from tests.support.town import ANA, BEN, Town


async def person(town: Town, who: Person) -> Labourer:
    """The entry of somebody who is registered."""
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(who.id))
        assert known is not None
        return await session.get_one(Labourer, known.labourer_id)


async def test_a_fourth_one_is_refused_and_what_was_typed_is_kept(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    await registered_person(town, ANA, phone="+8613800002001")
    for _ in range(3):
        await tells_grievance(town.ana)
    await town.ana.says("/trouble")
    await town.ana.says("1")
    await tap(town.ana, UNPAID)
    await town.ana.says("一个老板")
    while "That was all" not in town.ana.last:
        await tap(town.ana, SKIP)
    await tap(town.ana, SAVE)
    assert "3 are open already. Please open №3" in town.ana.last
    rows = await town.rows()
    assert len(rows["grievance"]) == 3
    assert len(rows["draft"]) == 1
    # Of what can not wait two more are taken.
    ana = await person(town, ANA)
    for kind in (Trouble.DANGER, Trouble.FEE):
        await told_grievance(town, ana, kind=kind)
    await tap(town.ana, SAVE)
    assert "5 are open already" in town.ana.last


async def test_many_of_one_person_take_one_line_and_one_message_an_hour(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    ben = await registered_person(town, BEN)
    first = await told_grievance(town, ben, BEN, kind=Trouble.UNPAID)
    await town.wait(hours=2)
    await registered_person(town, ANA, phone="+8613800002001")
    for kind in (UNPAID, NO_CONTRACT, UNPAID):
        await tells_grievance(town.ana, kind)
    await town.settled()
    assert len(await messages_with(town.dai, "Somebody needs help")) == 2
    await town.dai.says("/grievances")
    assert "Grievances: 4" in town.dai.last
    shown = labels(town.dai)
    assert f"№{first.id} " in shown[0]
    assert "(+2 more)" in shown[1]
    assert len(shown) == 4
    assert shown[-1] == BACK
    await town.dai.says("2")
    assert "All from the same person" in town.dai.last
    assert len(labels(town.dai)) == 4
    assert "安娜" not in town.dai.last
