"""Notices to people by name: found in the ledger, and forgotten or renamed as it changes."""

from sqlalchemy import String, cast
from sqlmodel import col, select

from models.core.refusal import Refusal
from models.core.regions import get_gazetteer
from models.core.session import Session
from models.labourers import ledger
from models.notices.notice import Notice


async def find_named_people(
    session: Session, names: list[str], counties: tuple[str, ...]
) -> list[int] | Refusal:
    """Their numbers in the ledger, in the order of the names.

    A name may hold a space itself; only where nobody has it, its last word is a village.
    Refusals: name_unknown, name_twice {place}.
    """
    regions = await get_gazetteer(session)
    found = []
    for place, given in enumerate(names, start=1):
        fit = await ledger.list_labourers_named(session, given, counties)
        if not fit and " " in given:
            name, _, village = given.rpartition(" ")
            namesakes = await ledger.list_labourers_named(session, name, counties)
            fit = [one for one in namesakes if regions.is_in(one.village_code, village)]
        if len(fit) != 1:
            return Refusal("name_twice" if fit else "name_unknown", {"place": place})
        found.append(fit[0].key())
    return found


async def forget_named_person(session: Session, labourer_id: int) -> None:
    """Somebody is erased: their name leaves the notices to named people."""
    await _rename(session, labourer_id, None)


async def replace_named_person(session: Session, double: int, into: int) -> None:
    """Two entries are one: whom a notice named by the one is named by the other, once."""
    await _rename(session, double, into)


async def _rename(session: Session, labourer_id: int, into: int | None) -> None:
    named = select(Notice).where(cast(col(Notice.audience), String).contains('"people"'))
    for notice in (await session.exec(named)).all():
        people = list(notice.audience["people"])
        if labourer_id not in people:
            continue
        names = list(notice.answers.get("people") or [])
        goes = into is None or into in people
        kept = [place for place, one in enumerate(people) if one != labourer_id or not goes]
        left = [into if people[place] == labourer_id else people[place] for place in kept]
        notice.audience = {**notice.audience, "people": left}
        notice.answers = {**notice.answers, "people": [names[place] for place in kept]}
    await session.flush()
