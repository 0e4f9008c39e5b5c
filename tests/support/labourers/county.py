"""A county of invented people as the office's lists show it."""

from collections.abc import Iterable
from typing import Any

from models.accounts.account import CONSENT_VERSION
from models.core.session import Session
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.store import NOON

TONGYU_VILLAGE = "220822101001"
AT_NOON = Registration(NOON, 7, own=False, consented_at=NOON, consent_version=CONSENT_VERSION)


async def add_person(session: Session, number: int, **given: Any) -> Labourer:
    """Somebody with an ID number and a phone of their own, which end by their number."""
    told = {
        "name": f"王{number}",
        "id_number": id_number(f"1985{1 + number // 28 % 12:02d}{1 + number % 28:02d}", "012"),
        "phone": f"+86138{number:08d}",
        **given,
    }
    made = await ledger.register_labourer(session, entry_facts(**told), AT_NOON)
    assert isinstance(made, Labourer), made
    await session.flush()
    return made


async def add_people(session: Session, names: Iterable[str], **given: Any) -> list[Labourer]:
    """One person for each name, in this order."""
    return [
        await add_person(session, number, name=name, **given)
        for number, name in enumerate(names, start=1)
    ]
