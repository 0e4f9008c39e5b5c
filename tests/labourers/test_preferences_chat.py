"""Each kind of news can be had, paused and stopped."""

from tests.support.labourers.intake import WHOLE, labels, register, tap
from tests.support.town import ANA, Town

NEWS, PAUSE, STOP, SEND = (
    "🔔 Which news I get", "⏸ Not for a month", "⛔ Do not send them", "✅ Send them",
)  # fmt: skip


async def test_it_shows_how_each_kind_stands(town: Town) -> None:
    await register(town.ana, WHOLE)
    await town.ana.says("/news")
    assert labels(town.ana)[:3] == ["Job fairs: ✅ yes", "Training: ✅ yes", "Campaigns: ⛔ no"]


async def test_one_kind_is_paused_for_a_month(town: Town) -> None:
    await register(town.ana, WHOLE)
    await town.ana.says("/me")
    await tap(town.ana, NEWS)
    await town.ana.taps("Training")
    await tap(town.ana, PAUSE)
    assert labels(town.ana)[:2] == ["Job fairs: ✅ yes", "Training: ⏸ until 12/23"]
    await town.wait(days=31)
    await town.ana.says("/news")
    assert labels(town.ana)[1] == "Training: ✅ yes"


async def test_stopping_one_kind_leaves_the_others(town: Town) -> None:
    await register(town.ana, WHOLE)
    await town.ana.says("/news")
    await town.ana.says("1")
    await tap(town.ana, STOP)
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["notices"] == ["training"]


async def test_a_kind_that_was_stopped_is_begun_again(town: Town) -> None:
    await register(town.ana, WHOLE)
    await town.ana.says("/news")
    await town.ana.taps("Campaigns")
    await tap(town.ana, SEND)
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["notices"] == ["job_fair", "training", "campaign"]
