"""Telegram delivers every update twice, and it changes nothing twice."""

from models.core.vocabulary import Language
from tests.support.labourers.intake import AGREE, WHOLE, arrive, facts_of_steps, tap, walk
from tests.support.town import ANA, Town

EN = Language.EN


async def test_a_whole_intake_gives_the_same_ledger(every_town: Town) -> None:
    await every_town.fault("twice")
    await arrive(every_town.ana)
    await walk(every_town.ana, WHOLE, typing=True)
    entry = await every_town.entry(ANA)
    assert entry is not None
    assert {key: entry[key] for key in facts_of_steps(WHOLE, EN)} == facts_of_steps(WHOLE, EN)
    rows = await every_town.rows()
    acts = [row["act"] for row in rows["audit_record"][1:] if row["act"] != "changed"]
    assert acts == ["registered", "poor_told", "poor_told"]
    assert rows["draft"] == []


# A page of a long list is no state: the second delivery shows the first page, so it is typed.
async def test_tapping_goes_as_well(town: Town) -> None:
    await town.fault("twice")
    await arrive(town.ana)
    for step in WHOLE:
        await walk(town.ana, [step], typing=step.key == "village")
    entry = await town.entry(ANA)
    assert entry is not None
    assert {key: entry[key] for key in facts_of_steps(WHOLE, EN)} == facts_of_steps(WHOLE, EN)


async def test_who_declined_twice_is_not_recorded_by_the_second(town: Town) -> None:
    await town.fault("twice")
    await town.ben.start()
    await tap(town.ben, "English")
    accounts = len((await town.rows())["account"])
    await tap(town.ben, "No, thank you")
    assert len((await town.rows())["account"]) == accounts - 1
    await town.ben.says("hello")
    await tap(town.ben, "English")
    await tap(town.ben, AGREE)
    assert await town.given(ANA) is None


async def test_a_code_given_twice_claims_once(town: Town) -> None:
    await town.fault("twice")
    await arrive(town.ana)
    await town.ana.says("/claim")
    await town.ana.says("12345678")
    assert len((await town.rows())["attempt"]) == 1
