"""The short form of the county's walk: two phones, one process, on SQLite."""

from tests.process.walk_county import walk_through


async def test_whatever_befalls_a_county_nobody_is_lost_and_nobody_doubled() -> None:
    outcome = await walk_through("sqlite", 2)
    assert (outcome.lost, outcome.doubled) == (0, 0)
    assert {"kill -9", "frozen", "another key", "restored elsewhere"} <= set(outcome.waits)
