"""One line a turn at the level debug: what it was, who answered, how it went; nobody's words."""

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from tests.resilience.serving.test_polling import spoil
from tests.support.labourers.intake import ANA_ID, SHORTEST, WHOLE, arrive, register, tap
from tests.support.town import ANA, Town

KEYS = {"event", "log_level", "message_id", "kind", "handler", "asked", "outcome", "ms"}
GIVEN = ("Ann Lee", ANA_ID, ANA_ID[6:14], "3800002001", "Dan Lee", "Ningbo", str(ANA.id))


def turns(lines: list[Any]) -> list[dict[str, Any]]:
    return [line for line in lines if line["event"] == "turn"]


async def test_each_update_has_one_line(every_town: Town) -> None:
    with capture_logs() as lines:
        await register(every_town.ana)
    of_each = Counter(line["message_id"] for line in turns(lines))
    assert len(of_each) == len((await every_town.rows())["seen_update"])
    assert set(of_each.values()) == {1}
    assert all(set(line) == KEYS for line in turns(lines))


async def test_it_tells_what_it_was_who_answered_and_which_question_lay_there(town: Town) -> None:
    with capture_logs() as lines:
        await arrive(town.ana)
        await town.ana.says("Ann Lee")
        await tap(town.ana, "Skip ›")
        await town.ana.says("/help")
    told = [(line["kind"], line["handler"], line["asked"]) for line in turns(lines)]
    assert told == [
        ("message", "labourers.onboarding.welcome_newcomer", ""),
        ("callback_query", "labourers.onboarding.choose_language", ""),
        ("callback_query", "labourers.onboarding.give_consent", "intake: name"),
        ("message", "core.forms.answer_by_words", "intake: name"),
        ("callback_query", "core.forms.move_by_button", "intake: id_number"),
        ("message", "core.language.show_help", ""),
    ]
    assert {line["outcome"] for line in turns(lines)} == {"answered"}
    assert {line["log_level"] for line in turns(lines)} == {"debug"}


async def test_nobodys_words_are_in_it(town: Town) -> None:
    with capture_logs() as lines:
        await register(town.ana, WHOLE)
        await town.ana.says(f"/{ANA_ID} 13800002001")
        await town.ana.start(f"claim-{ANA_ID}")
        await town.ana.does("tap", message_id=1, data=f"person:{ANA_ID}:Dan Lee", forged=True)
        await register(town.ben, SHORTEST)
    written = str(lines)
    assert len(turns(lines)) > len(WHOLE)
    assert [given for given in GIVEN if given in written] == []


async def test_a_turn_that_fails_has_its_trace_and_no_other_line(town: Town) -> None:
    await arrive(town.ana)
    await spoil(town)
    with capture_logs() as lines:
        await town.ana.says("Ann Lee")
    assert turns(lines) == []
    assert [line["event"] for line in lines if line["log_level"] == "error"] == ["turn failed"]


@pytest.fixture
def at_info() -> Iterator[None]:
    """As the process logs where nothing else is set."""
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    yield
    structlog.configure(wrapper_class=before)


async def test_at_the_level_info_there_is_none(at_info: None, town: Town) -> None:
    with capture_logs() as lines:
        await arrive(town.ana)
        await town.settled()
    assert turns(lines) == []
