"""Villages that a new list leaves out: who still lives there."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models.core import audit, regions
from models.core.audit import Act
from models.core.session import Session
from models.labourers.labourer import Labourer

# So many entries of a village are named; more are counted.
ENTRIES_SHOWN = 20


@dataclass(frozen=True)
class RetiredVillage:
    """A village by its code and whole name, and the numbers of the entries that are of it."""

    code: str
    name: str
    entries: tuple[int, ...]

    def __str__(self) -> str:
        shown = ", ".join(map(str, self.entries[:ENTRIES_SHOWN]))
        more = ", …" if len(self.entries) > ENTRIES_SHOWN else ""
        people = f": {len(self.entries)} people, entries {shown}{more}" if self.entries else ""
        return f"{self.code} {self.name}{people}"


async def import_villages(
    session: Session, names: dict[str, str], now: datetime
) -> tuple[int, list[RetiredVillage]]:
    """Bring in a list; gives how many regions are new, and the villages that it leaves out.

    Their people stay as they are registered; the office asks them where they live now.
    """
    imported = await regions.import_villages(session, names)
    audit.record(session, now, Act.IMPORTED, by=None)
    known = await regions.get_gazetteer(session)
    lives = col(Labourer.village_code)
    query = select(lives, Labourer.id).where(lives.in_(imported.retired)).order_by(col(Labourer.id))
    people = (await session.exec(query)).all() if imported.retired else []
    return imported.new, [
        RetiredVillage(
            code,
            known.full_name(code),
            tuple(number for village, number in people if village == code and number is not None),
        )
        for code in imported.retired
    ]
