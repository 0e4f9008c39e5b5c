"""A county's days in the storm, the short form: what everybody was told is kept, and kept once.

The long run, with 200 people: make chaos
"""

from tests.resilience.chaos.run import Given, run
from tests.resilience.chaos.storm import KINDS

PEOPLE, SEED, STORM_SECONDS = 16, 7, 14.0


async def test_whatever_goes_wrong_what_was_told_is_kept_and_kept_once(
    database_url: str,
) -> None:
    by = "polling" if database_url.startswith("sqlite:") else "webhook"
    outcome = await run(database_url, Given(PEOPLE, SEED, STORM_SECONDS, by))
    assert outcome.lost == []
    assert outcome.double == []
    assert outcome.crooked == []
    assert outcome.stuck == []
    assert outcome.sorry == 0
    assert outcome.fell == []
    assert set(outcome.struck) == set(KINDS)
    assert outcome.twice == outcome.struck["twice"]
