"""An end of keeping, as people and staff meet it: by the clock, told truly, and nothing silent."""

from dialogue.labourers import consent
from models.core.file_store import FileStore
from tests.core.test_ticks_chat import block
from tests.privacy.test_for_others import begins
from tests.support.files import JPEG
from tests.support.grievances.chat import (
    CLOSE,
    opens_bot_in_english,
    takes_grievance,
    writes_to_person,
)
from tests.support.labourers.intake import (
    SAVE,
    SKIP,
    begun_intake,
    steps_before,
    tap,
    tells_refusal,
)
from tests.support.notices.chat import registered_person
from tests.support.town import ANA, Town

FORGETTING = "Forgetting what is old"


async def test_a_form_left_for_half_a_year_goes_and_its_person_is_told(each_town: Town) -> None:
    town = each_town
    await begun_intake(town, ANA, steps_before("status"))
    old = town.ana.screen()
    await town.wait(days=179)
    assert await town.given(ANA) is not None
    await town.wait(days=2)
    assert (await town.rows())["draft"] == []
    await begins(town.dai)
    await town.dai.says("/jobs")
    assert "unfinished forms 1" in block(town, FORGETTING)[2]
    await town.ana.says("2")
    assert tells_refusal(town.ana, "form_gone")
    assert "180 days" in town.ana.last
    assert town.ana.screen() != old
    await town.ana.says("/menu")
    assert not tells_refusal(town.ana, "form_gone")


async def test_whoever_comes_back_to_a_swept_form_by_start_reads_it_once_and_begins_anew(
    town: Town,
) -> None:
    await begun_intake(town, ANA, steps_before("status"))
    await town.wait(days=181)
    await town.ana.start()
    assert tells_refusal(town.ana, "form_gone")
    await town.ana.start()
    assert not tells_refusal(town.ana, "form_gone")
    await tap(town.ana, "📝 Register")
    assert await town.given(ANA) == {}


async def test_a_closed_grievance_goes_after_three_years_with_its_file(town: Town) -> None:
    await registered_person(town, ANA)
    await opens_bot_in_english(town.dai)
    await town.ana.says("/trouble")
    await tap(town.ana, "The work is dangerous")
    while "That was all" not in town.ana.last:
        if "photo" in town.ana.last:
            await town.ana.uploads("photo", JPEG, "a.jpg", "image/jpeg")
        else:
            await tap(town.ana, SKIP)
    await tap(town.ana, SAVE)
    await town.settled()
    await takes_grievance(town.dai)
    await writes_to_person(town.dai, "厂里装了护栏。", CLOSE)
    vault = FileStore(town.settings.data_dir)
    assert len(list(vault.paths())) == 1
    await town.wait(days=1094)
    assert len((await town.rows())["grievance"]) == 1
    await town.wait(days=2)
    rows = await town.rows()
    assert [rows[name] for name in ("grievance", "grievance_note", "evidence")] == [[], [], []]
    await town.wait(hours=2)
    assert list(vault.paths()) == []
    await town.dai.says("/jobs")
    assert "closed grievances 1" in block(town, FORGETTING)[2]
    await town.ana.says("/trouble")
    assert "№1" not in town.ana.last


async def test_staff_read_every_period_as_it_is_set(town: Town) -> None:
    await begins(town.dai)
    await town.bell.ring()
    await town.dai.says("/jobs")
    await tap(town.dai, "🗑 How long things are kept")
    for told in ("Unfinished forms: 180 days", "What was sent, and who was called: 400 days"):
        assert told in town.dai.last
    assert "Files of approved placements: 31 years" in town.dai.last
    assert "Who did what: 3 years" in town.dai.last
    await tap(town.dai, "‹ Back")
    assert block(town, FORGETTING)


async def test_whoever_is_asked_to_agree_reads_how_long(town: Town) -> None:
    await town.ben.start()
    await tap(town.ben, "English")
    await tap(town.ben, consent.MORE)
    for told in ("unfinished, after 180 days", "3 years after it was closed", "stay 31 years"):
        assert told in town.ben.last
