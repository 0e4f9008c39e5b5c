"""People who talk to a fleet all the while, and what has to be kept of it."""

from collections.abc import Iterable

from models.core.vocabulary import Language
from sandbox.chats.people import Person
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import SHORTEST, Step, arrive, facts_of_steps, walk
from tests.support.town import Town

EN = Language.EN
TALKERS = [Person(3001 + n, f"T{n}", phone_number=f"+861380000{3001 + n}") for n in range(8)]


def steps_of(person: Person) -> list[Step]:
    """The shortest intake, with an ID number and a phone of one's own."""
    number = id_number("19850312", order=str(person.id)[-3:])
    own = {
        "id_number": Step("id_number", number, number),
        "phone": Step("phone", person.phone_number, person.phone_number),
    }
    return [own.get(step.key, step) for step in SHORTEST]


async def talks(town: Town, person: Person) -> None:
    """The whole intake, typed; Telegram delivers again what was not acknowledged."""
    phone = town.phone(person)
    await arrive(phone, typing=True)
    await walk(phone, steps_of(person), typing=True)
    await phone.says("1")


async def all_are_kept(town: Town, people: Iterable[Person] = TALKERS) -> None:
    """Everybody is in the ledger, with all that they said."""
    for person in people:
        entry = await town.entry(person)
        assert entry is not None
        assert facts_of_steps(steps_of(person), EN).items() <= entry.items()
