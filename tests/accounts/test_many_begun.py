"""Whoever has begun many forms finds each of them, and the menu stays one that a phone shows."""

from bot.telegram.addresses import telegram_address
from models.accounts import account, drafts
from tests.support.labourers.intake import labels
from tests.support.placements.chat import chooses_language
from tests.support.town import CHEN, Town

MANY = 120  # more than the hundred buttons that Telegram shows


async def test_the_menu_shows_the_latest_and_the_way_to_the_others(town: Town) -> None:
    await chooses_language(town)
    async with town.store() as session:
        now, chen = town.clock.now(), await account.get_account(session, telegram_address(CHEN.id))
        assert chen is not None
        for number in range(MANY):
            answers = {"name": f"王{number}号"}
            draft = await drafts.begin_draft(session, chen, "assisted", now, answers=answers)
            drafts.save_draft(draft, now, answers=answers, revisiting=None, partial=None)
        chen.draft_id = None
    chen_phone = town.chen
    await chen_phone.says("/menu")
    # The menu lay there before: what is new in it comes after the numbers that stay.
    *_, first, second, third, fourth, fifth, more = labels(chen_phone)
    shown = (first, second, third, fourth, fifth)
    assert [f"王{MANY - n}号" in label for n, label in enumerate(shown, 1)] == [True] * 5
    assert f"More that was begun ({MANY - 5})" in more
    found = set()
    await chen_phone.taps("More that was begun")
    for page in range(2, 8):
        found |= {n for n in range(MANY) for label in labels(chen_phone) if f" 王{n}号 " in label}
        if page < 7:
            await chen_phone.taps(f"More ▸ {page}")
    assert found == set(range(MANY))
    await chen_phone.says("20")
    assert "王0号" in chen_phone.screen()
