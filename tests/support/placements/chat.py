"""Placements as brokers report them and people answer, in the manner of tests.notices."""

from datetime import UTC, datetime
from typing import Any

from bot.telegram.addresses import telegram_address
from models.accounts import account
from models.core.vocabulary import Brought, Destination, EmployerKind, Language
from models.employers import directory
from models.employers.commands import EmployerDetails
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements import reporting
from models.placements.placement import Placement
from models.placements.reporting import Report
from sandbox.chats.people import Person
from tests.support.labourers.intake import EN, tap
from tests.support.notices.chat import registered_person
from tests.support.refusals import granted
from tests.support.stored_actors import clerk, load_actor
from tests.support.town import ANA, CHEN, MIDDAY, WANGQING, Town

REPORT, SAVE = "Report a placement", "All right, save"
FACTORY = "延边金达莱服装厂"


async def open_known_employer(town: Town, name: str = FACTORY, **given: Any) -> Employer:
    """The county knows this employer."""
    told = {
        "employer_name": name,
        "employer_kind": EmployerKind.ENTERPRISE,
        "destination": Destination.IN_COUNTY,
        "region": "汪清镇",
        **given,
    }
    async with town.store() as session:
        actor = clerk(1, now=town.clock.now())
        return granted(
            await directory.open_employer(session, actor, EmployerDetails(**told), WANGQING)
        )


async def visible_person(
    town: Town, person: Person = ANA, language: Language = EN, **given: Any
) -> Labourer:
    """Somebody with a phone who agreed to be seen by the village's broker."""
    told = {"phone": person.phone_number, **given}
    labourer = await registered_person(town, person, language, **told)
    async with town.store() as session:
        known = await session.get_one(Labourer, labourer.id)
        known.seen_by_brokers = True
    return labourer


async def chooses_language(town: Town, person: Person = CHEN, language: Language = EN) -> None:
    """Somebody of the cast has chosen a language and sees the menu."""
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(person.id))
        assert known is not None
        known.language = language
    await town.phone(person).start()


async def reports_placement(town: Town, name: str = "安娜安娜", employer: str = FACTORY) -> None:
    """Chen reports somebody known at an employer known, from today, by taps and one typed name."""
    chen = town.chen
    await chen.says("/menu")
    await chen.taps(REPORT)
    await chen.says(name)
    await chen.taps(employer)
    await chen.taps("Today")
    if "In what post" in chen.last:
        await chen.says("sewing")
        await chen.taps("3500")
        await chen.taps("Contract and insurance")
        await chen.taps("On their own")
    await chen.taps(SAVE)


async def finds_placement(town: Town, name: str, state: str = "The person says it is so") -> None:
    """Chen opens somebody's placement among those that stand so."""
    await town.chen.says("/placements")
    await town.chen.taps(state)
    await town.chen.taps(name)


async def adds_paper(
    town: Town, kind: str, content: bytes, name: str, media: str = "application/pdf"
) -> None:
    """Chen adds a paper to the placement that lies open, and it is fetched."""
    await tap(town.chen, "📎 Add a paper or photo")
    await tap(town.chen, kind)
    await town.chen.uploads("document", content, name, media)
    await town.settled()


async def placement_by_chen(
    town: Town, labourer: Labourer, employer: Employer, **given: Any
) -> Placement:
    """Chen has reported somebody, `given` otherwise than from today on."""
    async with town.store() as session:
        chen = await account.get_account(session, telegram_address(CHEN.id))
        actor = await load_actor(session, chen, town.clock.now())
        report = chens_report(employer, **given)
        made = await reporting.report_labourer(session, actor, labourer.key(), report)
        assert isinstance(made, Placement)
        return made


def chens_report(employer: Employer, **given: Any) -> Report:
    """From the first day of every test on, sewing; `given` otherwise."""
    facts = {
        "employer_id": employer.key(),
        "starts_on": today(MIDDAY),
        "post": "缝纫工",
        "wage": 3500,
        "has_contract": True,
        "has_insurance": True,
        "destination": employer.destination,
        "region": employer.region,
        "brought": Brought.ALONE,
        **given,
    }
    return Report(**facts)


def today(now: datetime) -> Any:
    """The day in the county at midday."""
    return now.astimezone(UTC).date()
