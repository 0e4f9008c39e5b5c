"""A labourer claims the entry that a broker made, with a one-time code."""

import re

import pytest

from tests.privacy.test_for_others import CODE, PEOPLE, entry_of_somebody, registers_somebody
from tests.support.labourers.intake import arrive, asks_intake, labels, register, tap, tells_refusal
from tests.support.town import ANA, BEN, Town

CLAIMED = "This is your entry now"


async def code(town: Town) -> tuple[str, str]:
    """The broker registers somebody and gets a code: its digits, and the link's payload."""
    await registers_somebody(town.chen)
    await tap(town.chen, CODE)
    return handed_on(town.chen.last)


def handed_on(screen: str) -> tuple[str, str]:
    """The digits and the link's payload that a screen shows."""
    digits = re.search(r"(\d{4} \d{4})", screen)
    link = re.search(r"https://t\.me/chunfeng_bot\?start=(claim-\d{8})", screen)
    assert digits, screen
    assert link, screen
    return digits[1], link[1]


async def test_by_the_link_after_language_and_consent(town: Town) -> None:
    _, payload = await code(town)
    await town.ana.start(payload)
    await tap(town.ana, "English")
    await tap(town.ana, "Yes, let's begin")
    assert CLAIMED in town.ana.last
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["name"] == "Ann Lee"


async def test_by_the_typed_code(town: Town) -> None:
    digits, _ = await code(town)
    await arrive(town.ana)
    await town.ana.says("/claim")
    await town.ana.says(digits)
    assert CLAIMED in town.ana.last
    assert await town.entry(ANA) is not None


async def test_the_link_works_in_the_middle_of_ones_own_intake(town: Town) -> None:
    _, payload = await code(town)
    await arrive(town.ana)
    await town.ana.start(payload)
    assert CLAIMED in town.ana.last


async def test_a_code_works_once(town: Town) -> None:
    digits, payload = await code(town)
    await arrive(town.ana)
    await town.ana.start(payload)
    await arrive(town.ben)
    await town.ben.says("/claim")
    await town.ben.says(digits)
    assert tells_refusal(town.ben, "code_unknown")
    assert await town.entry(BEN) is None


@pytest.mark.buttons
async def test_the_brokers_list_no_longer_shows_who_claimed(town: Town) -> None:
    _, payload = await code(town)
    screen = town.chen.received[-1]
    somebody = (await entry_of_somebody(town))["id"]
    await arrive(town.ana)
    await town.ana.start(payload)
    await town.settled()
    await town.chen.says("/menu")
    await tap(town.chen, PEOPLE)
    assert "You registered nobody yet" in town.chen.last
    await town.chen.taps("Back", screen)
    newest = town.chen.received[-1]["message_id"]
    for step in ("", ":code", ":change:name", ":erase!"):
        data = f"person:{somebody}{step}"
        await town.chen.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(town.chen, "not_yours")
    assert await town.entry(ANA) is not None


async def test_a_change_begun_before_the_claim_is_not_made_after_it(town: Town) -> None:
    _, payload = await code(town)
    await tap(town.chen, "‹ Back")
    await tap(town.chen, "✏️ Change something")
    await tap(town.chen, "Present work")
    await arrive(town.ana)
    await town.ana.start(payload)
    seen = len(town.chen.received)
    await town.chen.says("7")
    told = str(town.chen.received[seen:])
    assert "What you were filling in is not there any more" in told
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["status"] == "farming"


async def test_a_new_code_voids_the_one_before(town: Town) -> None:
    first, _ = await code(town)
    await tap(town.chen, "‹ Back")
    await tap(town.chen, CODE)
    second, _ = handed_on(town.chen.last)
    await arrive(town.ana)
    await town.ana.says("/claim")
    await town.ana.says(first)
    assert tells_refusal(town.ana, "code_unknown")
    assert asks_for_code(town)
    await town.ana.says(second)
    assert CLAIMED in town.ana.last


def asks_for_code(town: Town) -> bool:
    """Whether Ana is asked for a code."""
    return "What is your code?" in town.ana.last


async def test_a_code_is_old_after_two_weeks(town: Town) -> None:
    digits, _ = await code(town)
    await town.wait(days=15)
    await arrive(town.ana)
    await town.ana.says("/claim")
    await town.ana.says(digits)
    assert tells_refusal(town.ana, "code_unknown")


async def test_after_five_wrong_codes_one_waits_an_hour(town: Town) -> None:
    digits, _ = await code(town)
    await arrive(town.ana)
    await town.ana.says("/claim")
    for _ in range(5):
        await town.ana.says("0000 0000" if digits != "0000 0000" else "1111 1111")
        assert tells_refusal(town.ana, "code_unknown")
    await town.ana.says(digits)
    assert tells_refusal(town.ana, "code_wait")
    await town.wait(minutes=61)
    await town.ana.says(digits)
    assert CLAIMED in town.ana.last


@pytest.mark.parametrize("words", ["by post", "sticker"])
async def test_what_is_no_code_is_asked_again(town: Town, words: str) -> None:
    await arrive(town.ana)
    await town.ana.says("/claim")
    await (town.ana.sends_sticker() if words == "sticker" else town.ana.says(words))
    assert tells_refusal(town.ana, "words_only" if words == "sticker" else "code_unknown")
    assert asks_for_code(town)


async def test_who_is_registered_claims_nothing_more(town: Town) -> None:
    _, payload = await code(town)
    await town.chen.says("/menu")
    await tap(town.chen, PEOPLE)
    await tap(town.chen, "Ann Lee")
    await tap(town.chen, "🗑 They want it deleted")
    await tap(town.chen, "Yes, delete everything")
    await register(town.ana)
    await town.ana.says("/claim")
    assert tells_refusal(town.ana, "claim_has_entry")
    await town.ana.start(payload)
    assert tells_refusal(town.ana, "claim_has_entry")


async def test_a_link_that_fits_nothing_goes_on_with_intake(town: Town) -> None:
    await town.ana.start("something-else")
    await tap(town.ana, "English")
    await tap(town.ana, "Yes, let's begin")
    assert asks_intake(town.ana, "name")


async def test_a_wrong_claim_link_says_so_and_shows_the_menu(town: Town) -> None:
    await town.ana.start("claim-12345678")
    await tap(town.ana, "English")
    await tap(town.ana, "Yes, let's begin")
    assert tells_refusal(town.ana, "code_unknown")
    assert "📝 Register myself" in labels(town.ana)


async def test_a_change_begun_for_who_claims_and_erases_leads_to_the_menu(town: Town) -> None:
    _, payload = await code(town)
    await tap(town.chen, "‹ Back")
    await tap(town.chen, "✏️ Change something")
    await tap(town.chen, "Present work")
    await arrive(town.ana)
    await town.ana.start(payload)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Yes, delete everything")
    await town.chen.says("7")
    assert tells_refusal(town.chen, "form_gone")
    assert "🤝 Register somebody" in labels(town.chen)
    assert (await town.rows())["labourer"] == []


async def test_who_registered_somebody_is_told_of_the_claim_once(town: Town) -> None:
    _, payload = await code(town)
    await town.chen.says("/menu")
    await arrive(town.ana)
    await town.ana.start(payload)
    await town.settled()
    await town.chen.look()
    told = [seen["text"] for seen in town.chen.received if "taken over" in seen["text"]]
    assert told == ["🔑 Ann Lee has taken over their own entry on their own phone."]
