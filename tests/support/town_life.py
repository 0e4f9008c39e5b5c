"""A town with one record of every kind, for tests that try every route."""

from bot.telegram.addresses import telegram_address
from models.accounts.account import get_account
from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.labourers.calls import Call
from models.labourers.double import Double, Likeness
from models.placements.placement import CheckIn, Placement
from models.privacy.erasure_request import ErasureRequest
from tests.support.employers.chat import known_employer
from tests.support.enquiries.chat import waiting_enquiry
from tests.support.grievances.chat import STORY, told_grievance, working_at
from tests.support.notices.chat import publication_report, publishes_notice, registered_neighbour
from tests.support.town import CHEN, DAI, WANGQING, Town
from tests.support.vacancies.chat import offered_vacancy

LUOZIGOU = "222424103001"


async def town_life(town: Town, village: str) -> dict[str, int]:
    """A notice is out; somebody of this village is to be called, and looks like somebody else.

    They have a placement that is asked about, and a grievance; work is offered. Gives the numbers.
    """
    somebody = await registered_neighbour(town, "王小春", village=village)
    twin = await registered_neighbour(town, "王春小", village=village)
    placement = await working_at(town, somebody)
    notice = await publishes_notice(town)
    await publication_report(town)
    await town.wait(minutes=1)
    grievance = await told_grievance(town, somebody, CHEN)
    enquiry = await waiting_enquiry(town, somebody, STORY)
    await town.settled()
    numbers = {"notice": notice, "placement": placement.key(), "grievance": grievance.key()}
    numbers |= {"enquiry": enquiry.key()}
    numbers |= {
        "employer": (await known_employer(town)).key(),
        "vacancy": (await offered_vacancy(town)).key(),
    }
    async with town.store() as session:
        now = town.clock.now()
        call = Call(month=202611, labourer_id=somebody.key(), opened_at=now)
        check = CheckIn(placement_id=placement.key(), days=30, asked_at=now)
        why, both = Likeness.ALIKE, (somebody.key(), twin.key())
        double = Double(first_id=both[0], second_id=both[1], why=why, opened_at=now, told_at=now)
        asked = ErasureRequest(county=WANGQING, labourer_id=twin.key(), asked_by=0, asked_at=now)
        code = OneTimeCode(purpose=CodePurpose.MOVE, code_index="a code", issued_at=now)
        code.labourer_id = twin.key()
        session.add_all([call, check, double, asked, code])
        await session.flush()
        chen, dai = [await get_account(session, telegram_address(one.id)) for one in (CHEN, DAI)]
        assert call.id is not None
        assert chen is not None
        assert dai is not None
        mine = await session.get_one(Placement, placement.key())
        mine.broker_id = chen.key()
        terms = {"starts_on": mine.starts_on.isoformat(), "wage": 4000, "has_contract": True}
        mine.reported = {**mine.reported, **terms}
        numbers |= {"call": call.id, "check": check.key(), "double": double.key()}
        numbers |= {"erasure": asked.key(), "code": code.id or 0, "twin": twin.key()}
        return {**numbers, "broker": chen.key(), "office": dai.key()}
