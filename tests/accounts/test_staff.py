"""The office's staff: who they are, whom they looked at, how they are dismissed."""

from bot.telegram.addresses import telegram_address
from models.accounts import account, roles
from models.accounts.account import CONSENT_VERSION
from models.core.vocabulary import RoleName
from models.labourers import ledger, own_entry
from tests.accounts.test_invitations import invites
from tests.privacy.test_for_others import begins
from tests.support.employers.chat import known_employer
from tests.support.labourers.intake import BACK, labels, register, tap, tells_refusal
from tests.support.town import ANA, BEN, DAI, Town
from tests.support.vacancies.chat import forges_button

GROUP = "🏛 Office, language, help"
OFFICE, NAME = "🏛 The office's staff", "白美玉"
LOOKED, LOOKS = "👁 Who looked at it", "👁 Whom they looked at"


async def colleague(town: Town) -> None:
    """Ben is invited to the office, under a name."""
    payload = await invites(town, "county staff")
    await town.ben.start(payload)
    await tap(town.ben, "English")


async def opens(town: Town, label: str) -> None:
    """Dai opens one of the office's list."""
    await town.dai.says("/menu")
    await tap(town.dai, GROUP)
    await tap(town.dai, OFFICE)
    await tap(town.dai, label)


async def test_the_office_sees_who_came_when_and_by_whom(town: Town) -> None:
    await colleague(town)
    await opens(town, "✏️ Write my own name")
    await town.dai.says("金海兰")
    await opens(town, NAME)
    assert "汪清县: since 2026-11-23, by county staff 金海兰" in town.dai.last
    await tap(town.dai, "🕘 Who did what, and when")
    assert f"role taken · county staff {NAME}" in town.dai.last


async def test_the_trail_names_who_did_it_after_they_were_dismissed(town: Town) -> None:
    await colleague(town)
    async with town.store() as session:
        dai = await account.get_account(session, telegram_address(DAI.id))
        assert dai is not None
        await roles.grant_role(session, dai, RoleName.STAFF, "", town.clock.now())
    employer = (await known_employer(town)).key()
    await forges_button(town.ben, f"employer:{employer}:edit")
    await forges_button(town.ben, "looks")
    await town.ben.says("nobody here")
    await opens(town, NAME)
    await tap(town.dai, "⛔ Dismiss")
    await tap(town.dai, "Yes, dismiss")
    assert "They are staff no more." in town.dai.last
    assert "(dismissed)" in town.dai.last
    assert "⛔ Dismiss" not in labels(town.dai)
    await tap(town.dai, "🕘 Who did what, and when")
    assert f"role taken · county staff {NAME}" in town.dai.last
    assert "dismissed · county staff, account" in town.dai.last
    await forges_button(town.ben, "staff")
    assert OFFICE not in labels(town.ben)


async def test_who_looked_at_whom_is_seen_by_both_sides(town: Town) -> None:
    await register(town.ana)
    await colleague(town)
    async with town.store() as session:
        ana = await account.get_account(session, telegram_address(ANA.id))
        ben = await account.get_account(session, telegram_address(BEN.id))
        assert ana is not None
        assert ben is not None
        entry = await own_entry.get_own_entry(session, ana)
        assert entry is not None
        await ledger.view_entry(session, entry, town.clock.now(), ben.key())
    await town.ana.says("/me")
    await tap(town.ana, LOOKED)
    assert "looked at · county staff, 汪清县" in town.ana.last
    assert NAME not in town.ana.last
    await opens(town, NAME)
    await tap(town.dai, LOOKS)
    assert "looked at · Ann Lee" in town.dai.last
    await tap(town.dai, BACK)
    await town.dai.says("/menu")
    await tap(town.dai, GROUP)
    await tap(town.dai, OFFICE)
    await tap(town.dai, "👁 Who looked at a person")
    await town.dai.says("Ann Lee")
    assert f"looked at · county staff {NAME}" in town.dai.last


async def test_another_county_sees_neither_staff_nor_looks(town: Town) -> None:
    await register(town.ana)
    async with town.store() as session:
        ben = await account.open_account(session, telegram_address(BEN.id), town.clock.now())
        await roles.grant_role(session, ben, RoleName.STAFF, "220822", town.clock.now())
        dai = await account.get_account(session, telegram_address(DAI.id))
        assert dai is not None
    await begins(town.ben)
    for choice in (f"staff:{dai.key()}", f"staff:{dai.key()}:looks:1", "looks:1:1"):
        await forges_button(town.ben, choice)
        assert tells_refusal(town.ben, "not_yours"), choice


async def test_who_agreed_to_older_words_is_shown_the_newer(town: Town) -> None:
    await register(town.ana)
    async with town.store() as session:
        ana = await account.get_account(session, telegram_address(ANA.id))
        assert ana is not None
        ana.consent_version = "2026-11"
    await town.ana.says("/menu")
    await tap(town.ana, "📄 New: what we keep, and who sees it")
    assert "fuller now" in town.ana.last
    await tap(town.ana, "📄 Read more")
    await tap(town.ana, "Yes, let's begin")
    assert "📄 New: what we keep, and who sees it" not in labels(town.ana)
    rows = await town.rows()
    assert [row["consent_version"] for row in rows["labourer"]] == [CONSENT_VERSION]


async def test_a_helper_who_takes_over_an_entry_says_first_whether_they_agree(town: Town) -> None:
    await begins(town.chen)
    await town.chen.says("/claim")
    assert labels(town.chen)[:3] == ["Yes, let's begin", "No, thank you", "📄 Read more"]
    await tap(town.chen, "Yes, let's begin")
    assert "8 digits" in town.chen.last
