"""Employers as staff write them down, in the manner of tests.answers."""

from typing import Any

from bot.telegram.addresses import telegram_address
from models.accounts import account
from models.core.vocabulary import EmployerKind
from models.employers import directory
from models.employers.commands import EmployerDetails
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from sandbox.chats.people import Person
from tests.support.employers import factory as work
from tests.support.employers.factory import CODE, employer_answers
from tests.support.labourers.intake import EN, KO, ZH, Step
from tests.support.refusals import granted
from tests.support.stored_actors import clerk
from tests.support.town import DAI, WANGQING, Town

NAME = "宁波鞋业（集团）有限公司"
EMPLOYERS = "🏭 Employers"
ADD, FIND, ALL = "➕ Write down an employer", "🔍 Find one by its name", "All employers"
CHANGE, SAME_AS = "✏️ Change something", "🔗 It is the same as another"
LIST, UNLIST = "⛔ Put it on the blacklist", "Take it off the blacklist"
TRAIL, DO_IT = "🕘 Who did what, and when", "Yes, do it"
PUT_ON, LEAVE_OFF = "Yes, put it on the list", "No, leave it off"

FACTORY = (
    Step("employer_name", NAME, NAME),
    Step("credit_code", CODE, {ZH: f"统一社会信用代码：{CODE}", KO: CODE, EN: CODE.lower()}),
    Step("employer_kind", EmployerKind.ENTERPRISE, "1", ("Company, factory or shop",)),
    Step("destination", "outside", "3", ("Outside the province",)),
    Step("region", "浙江宁波", "浙江宁波"),
    Step("contact", None, {ZH: "跳过", KO: "건너뛰기", EN: "skip"}, ("Skip ›",)),
)


async def known_employer(
    town: Town, name: str = NAME, county: str = WANGQING, **given: Any
) -> Employer:
    """An employer was written down before, by Dai."""
    async with town.store() as session:
        dai = await account.get_account(session, telegram_address(DAI.id))
        told = employer_answers(employer_name=name, **given)
        actor = clerk(dai.key() if dai else 0, county, town.clock.now())
        return granted(
            await directory.open_employer(session, actor, EmployerDetails(**told), county)
        )


async def works_there(
    town: Town, employer: Employer, labourer: Labourer, *, by: Person | None = None, **given: Any
) -> Placement:
    """Somebody is placed there, by a broker perhaps, and has confirmed it."""
    async with town.store() as session:
        broker = await account.get_account(session, telegram_address(by.id)) if by else None
        told = {"broker_id": broker.id if broker else None, "filed_at": town.clock.now(), **given}
        return await work.place_at_employer(session, employer, labourer, **told)


async def employer_row(town: Town, number: int | None) -> dict[str, Any]:
    rows = (await town.rows())["employer"]
    return next(row for row in rows if row["id"] == number)
