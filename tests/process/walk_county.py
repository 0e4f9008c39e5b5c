"""A county served while all happens to it that docs/operations.md speaks of, and 40 people talk.

    python -m tests.process.walk_county [--phones 40] [--store sqlite|postgresql] ...

On SQLite one process does all. On PostgreSQL two converse behind the real Caddy and one works by
the clock. It tells after each step what it was and how long anybody waited for an answer, and ends
with who was lost or doubled, which has to be nobody. It takes some minutes.
"""

import argparse
import asyncio

from tests.process.served_county import Outcome, county, say
from tests.resilience.machines.talkers import steps_of
from tests.support.labourers.intake import arrive


async def walk_through(store: str, phones: int) -> Outcome:
    """All that happens, one after the other."""
    async with county(store, phones) as found:
        await asyncio.gather(*(arrive(found.town.phone(one), typing=True) for one in found.people))
        for name, work in {
            "nothing": lambda: asyncio.sleep(0),
            "kill -9": found.kill,
            "frozen": found.freeze,
            "database restarted": found.restart_database,
            "wrong key": found.refuse_wrong_key,
            "another key": found.rekey,
            "upgrade": found.upgrade,
            "backup": found.back_up,
            "dismissal": found.dismiss,
            "restored elsewhere": found.restore,
        }.items():
            if name != "database restarted" or found.server is not None:
                await found.step(name, work)
        while found.said < len(steps_of(found.people[0])):
            await found.step(f"question {found.said + 1}", lambda: asyncio.sleep(0))
        await asyncio.gather(*(found.town.phone(one).says("1") for one in found.people))
        await found.count()
    return found.outcome


def main() -> None:
    """Both stores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=40)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), action="append")
    given = parser.parse_args()
    for store in given.store or ("sqlite", "postgresql"):
        say(f"{store}, {given.phones} phones:")
        outcome = asyncio.run(walk_through(store, given.phones))
        longest = max(outcome.waits.values())
        say(f"  lost {outcome.lost}, doubled {outcome.doubled}, longest wait {longest:.2f} s")
        assert (outcome.lost, outcome.doubled) == (0, 0)


if __name__ == "__main__":
    main()
