"""Consent comes first, and can be withdrawn."""

from typing import Any

import pytest

from models.core.vocabulary import Language
from tests.support.accounts.factory import accounts_by_chat
from tests.support.labourers.intake import (
    SHORTEST,
    WHOLE,
    arrive,
    asks_intake,
    labels,
    register,
    tap,
    walk,
)
from tests.support.town import ANA, Town

SEEN, MORE = "seen_update", "📄 Read more"
# What needs no consent to everything.
FIRST = (
    "🆘 Wages not paid, a fee, papers kept, danger? Tell that first",
    "💼 Just look at the work on offer",
)


async def kept(town: Town) -> dict[str, Any]:
    """All rows but the numbers of the updates seen, which say nothing of anybody."""
    return {table: rows for table, rows in (await town.rows()).items() if table != SEEN}


async def test_the_first_screen_asks_for_the_language_in_all_of_them(town: Town) -> None:
    await town.ana.start()
    assert "您说哪种话" in town.ana.last
    assert "Which language do you speak?" in town.ana.last
    assert labels(town.ana) == ["中文", "조선말", "English"]


async def test_who_asks_first_how_it_works_is_told_and_nothing_is_kept(town: Town) -> None:
    before = await kept(town)
    await town.ana.says("/help")
    assert "怎么用" in town.ana.last
    assert str(ANA.id) in town.ana.last
    assert await kept(town) == before
    await tap(town.ana, "接着来")
    assert labels(town.ana) == ["中文", "조선말", "English"]


async def test_consent_says_what_is_kept_why_who_sees_it_and_how_to_withdraw(town: Town) -> None:
    await town.ana.start()
    await tap(town.ana, "English")
    for told in ("ID number and phone", "The office sees it", "delete it at any time"):
        assert told in town.ana.last
    await tap(town.ana, MORE)
    for told in ("why", "Who sees it", "Health and family", "abroad", "How long", "12333"):
        assert told in town.ana.last
    await tap(town.ana, "Yes, let's begin")
    assert asks_intake(town.ana, "name")


async def test_no_consent_no_record(town: Town) -> None:
    before = await kept(town)
    await town.ana.start()
    await tap(town.ana, "English")
    await tap(town.ana, "No, thank you")
    assert "Nothing was kept" in town.ana.last
    assert await kept(town) == before


async def test_who_declined_can_come_back(town: Town) -> None:
    await town.ana.start()
    await town.ana.says("3")
    await town.ana.says("2")
    await town.ana.says("hello again")
    assert labels(town.ana) == ["中文", "조선말", "English"]
    await town.ana.says("3")
    await town.ana.says("1")
    await walk(town.ana, SHORTEST, typing=True)
    await town.ana.says("1")
    assert await town.entry(ANA) is not None


@pytest.mark.parametrize(
    ("typed", "yes", "no", "language"),
    [
        ("中文", "同意", "不同意", Language.ZH),
        ("说汉语吧", "好的", "算了", Language.ZH),
        ("普通话", "行", "不用了", Language.ZH),
        ("조선말", "네", "아니요", Language.KO),
        ("朝鲜话", "동의합니다", "싫습니다", Language.KO),
        ("English", "OK", "no thanks", Language.EN),
    ],
)
async def test_language_and_consent_are_answered_in_words(
    town: Town, typed: str, yes: str, no: str, language: Language
) -> None:
    before = await kept(town)
    await town.ana.start()
    await town.ana.says(typed)
    assert len(labels(town.ana)) == 5
    assert labels(town.ana) != ["中文", "조선말", "English"]
    await town.ana.says(no)
    assert await kept(town) == before
    await town.ana.start()
    await town.ana.says(typed)
    await town.ana.says(yes)
    assert asks_intake(town.ana, "name", language)


async def test_more_is_asked_for_in_words(town: Town) -> None:
    await town.ana.start()
    await town.ana.says("中文")
    await town.ana.says("细说说")
    assert len(labels(town.ana)) == 2
    assert "12333" in town.ana.last


@pytest.mark.parametrize("words", ["hello", "/menu", "/me", "/claim", "q:1:name:x"])
async def test_before_consent_nothing_else_is_talked_about(town: Town, words: str) -> None:
    await town.ana.start()
    await tap(town.ana, "English")
    await town.ana.says(words)
    assert labels(town.ana) == ["Yes, let's begin", "No, thank you", MORE, *FIRST]


async def test_an_old_yes_without_a_language_asks_for_the_language(town: Town) -> None:
    await town.ana.start()
    await tap(town.ana, "English")
    await tap(town.ana, "No, thank you")
    declined = town.ana.received[-1]["message_id"]
    await town.ana.does("tap", message_id=declined, data="consent:yes", forged=True)
    assert labels(town.ana) == ["中文", "조선말", "English"]


async def test_a_language_never_offered_is_not_taken(town: Town) -> None:
    await town.ana.start()
    first = town.ana.received[-1]["message_id"]
    await town.ana.does("tap", message_id=first, data="language:xx", forged=True)
    assert labels(town.ana) == ["中文", "조선말", "English"]


@pytest.mark.phones("buttons", "labels")
async def test_withdrawing_erases_every_row_of_the_person(town: Town) -> None:
    await town.ana.start()
    before = await kept(town)
    await register(town.ana, WHOLE)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Yes, delete everything")
    assert "Everything about you is deleted" in town.ana.last
    after = await kept(town)
    trail = after.pop("audit_record")[len(before["audit_record"]) :]
    acts = [row["act"] for row in trail if row["act"] != "changed"]
    assert [*dict.fromkeys(acts)] == ["registered", "poor_told", "erased"]
    others: dict[str, Any] = {"account": [], "address": []}
    assert after | others == {k: v for k, v in before.items() if k != "audit_record"} | others
    assert ANA.id not in accounts_by_chat(after)


async def test_withdrawing_half_way_erases_the_answers_too(town: Town) -> None:
    before = await kept(town)
    await arrive(town.ana)
    await walk(town.ana, SHORTEST[:5], typing=True)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Yes, delete everything")
    after = await kept(town)
    # That an account was erased is kept by its number, for when an older backup is restored.
    (trace,) = after.pop("audit_record")[len(before["audit_record"]) :]
    assert (trace["act"], trace["labourer_id"]) == ("erased", None)
    assert after == {k: v for k, v in before.items() if k != "audit_record"}


async def test_who_keeps_it_keeps_it(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "No, keep it")
    assert "What is kept about you" in town.ana.last
    assert await town.entry(ANA) is not None


async def test_the_language_is_chosen_before_the_consent_is_read(town: Town) -> None:
    await arrive(town.ana, Language.KO)
    assert asks_intake(town.ana, "name", Language.KO)
