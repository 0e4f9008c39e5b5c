"""Staff invite brokers and colleagues by one-time links."""

import re

from sqlalchemy import delete
from sqlmodel import col

from models.accounts.roles import Role
from models.core.vocabulary import RoleName
from tests.privacy.test_for_others import ASSIST, begins
from tests.support.labourers.intake import BACK, asks_intake, labels, register, tap, tells_refusal
from tests.support.town import BEN, Town

INVITE = "✉️ Invite a broker or a colleague"


async def invites(town: Town, whom: str, *, village: str = "") -> str:
    """Dai invites; gives the link's payload."""
    await begins(town.dai)
    await tap(town.dai, "🏛 Office, language, help")
    await tap(town.dai, INVITE)
    await tap(town.dai, whom)
    if village:
        await town.dai.says(village)
    await town.dai.says("白美玉")
    link = re.search(r"https://t\.me/chunfeng_bot\?start=(invite-[\w-]+)", town.dai.last)
    assert link, town.dai.screen()
    return link[1]


async def roles(town: Town) -> set[tuple[str, str]]:
    """The roles that Ben holds, each with its area."""
    rows = await town.rows()
    ben = [row["account_id"] for row in rows["address"] if row["external_id"] == str(BEN.id)]
    return {(row["name"], row["area"]) for row in rows["role"] if row["account_id"] in ben}


async def test_a_broker_is_invited_for_a_village(town: Town) -> None:
    payload = await invites(town, "labour broker", village="和盛")
    await town.ben.start(payload)
    await tap(town.ben, "English")
    assert "You are now labour broker: 汪清县 大兴沟镇 和盛村" in town.ben.last
    assert ASSIST in labels(town.ben)
    assert await roles(town) == {("broker", "222424101216")}


async def test_a_colleague_is_invited_for_the_county(town: Town) -> None:
    payload = await invites(town, "county staff")
    await town.ben.start(payload)
    await tap(town.ben, "English")
    assert await roles(town) == {("staff", "222424")}
    await tap(town.ben, "🏛 Office, language, help")
    assert INVITE in labels(town.ben)


async def test_a_link_works_once(town: Town) -> None:
    payload = await invites(town, "county staff")
    await town.ana.start(payload)
    await tap(town.ana, "English")
    await town.ben.start(payload)
    await tap(town.ben, "English")
    assert tells_refusal(town.ben, "invitation_unknown")
    assert await roles(town) == set()


async def test_a_link_is_old_after_two_weeks(town: Town) -> None:
    payload = await invites(town, "county staff")
    await town.wait(days=15)
    await town.ben.start(payload)
    await tap(town.ben, "English")
    assert tells_refusal(town.ben, "invitation_unknown")


async def test_a_labourer_can_become_a_broker(town: Town) -> None:
    await register(town.ben)
    payload = await invites(town, "labour broker", village="和盛")
    await town.ben.start(payload)
    assert await roles(town) == {("broker", "222424101216")}
    assert "📋 What is kept about me" in labels(town.ben)


async def test_staff_invite_only_within_their_county(town: Town) -> None:
    await begins(town.dai)
    await tap(town.dai, "🏛 Office, language, help")
    await tap(town.dai, INVITE)
    await tap(town.dai, "labour broker")
    assert "通榆县" not in " ".join(labels(town.dai))
    await town.dai.says("育才")
    assert tells_refusal(town.dai, "village_unknown")
    await tap(town.dai, BACK)
    assert "Whom would you like to invite?" in town.dai.last


async def test_trying_links_ends_in_a_wait(town: Town) -> None:
    await register(town.ben)
    for _ in range(5):
        await town.ben.start("invite-guess")
        assert tells_refusal(town.ben, "invitation_unknown")
    await town.ben.start("invite-guess")
    assert tells_refusal(town.ben, "code_wait")
    assert not asks_intake(town.ben, "name")


async def test_who_lost_the_role_invites_nobody(town: Town) -> None:
    await begins(town.dai)
    await tap(town.dai, "📝 Register myself")
    await tap(town.dai, "Yes, let's begin")
    await town.dai.says("/menu")
    await tap(town.dai, "🏛 Office, language, help")
    await tap(town.dai, INVITE)
    async with town.store() as session:
        await session.exec(delete(Role).where(col(Role.name) == RoleName.STAFF))
    await tap(town.dai, "county staff")
    assert tells_refusal(town.dai, "role_gone")
    assert (await town.rows())["one_time_code"] == []
