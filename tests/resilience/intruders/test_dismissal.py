"""Who leaves the office is staff no more, at their next word, and so are their open links."""

from typer.testing import CliRunner

from bot.cli import app
from bot.telegram.addresses import telegram_address
from models.accounts.dismissal import dismiss_address
from models.core.vocabulary import RoleName
from tests.accounts.test_invitations import INVITE, invites
from tests.process.conftest import environment
from tests.resilience.intruders.test_guessing import roles_of
from tests.support.labourers.intake import labels, register, tap, tells_refusal
from tests.support.town import BEN, DAI, KEY, Town
from tests.support.vacancies.chat import forges_button

__all__ = ["environment"]


async def leaves(town: Town) -> int:
    """Dai leaves; gives in how many areas."""
    async with town.store() as session:
        return await dismiss_address(session, telegram_address(DAI.id), town.clock.now())


async def test_who_is_dismissed_is_refused_at_the_next_word(each_town: Town) -> None:
    await register(each_town.ana)
    await each_town.dai.start()
    await tap(each_town.dai, "English")
    await tap(each_town.dai, "🏛 Office, language, help")
    assert INVITE in labels(each_town.dai)
    assert await leaves(each_town) == 1
    await forges_button(each_town.dai, "invite")
    assert INVITE not in labels(each_town.dai)
    assert RoleName.STAFF not in await roles_of(each_town, DAI.id)
    assert await leaves(each_town) == 0


async def test_their_open_invitation_is_void(town: Town) -> None:
    payload = await invites(town, "county staff")
    await leaves(town)
    await town.ben.start(payload)
    await tap(town.ben, "English")
    assert tells_refusal(town.ben, "invitation_unknown")
    assert RoleName.STAFF not in await roles_of(town, BEN.id)


async def test_of_who_is_no_staff_nothing_is_taken(town: Town) -> None:
    async with town.store() as session:
        assert await dismiss_address(session, telegram_address(999), town.clock.now()) == 0


def test_the_command_line_does_it_once_the_settings_do_not_name_them(
    environment: object, sqlite_url: str
) -> None:
    assert callable(environment)
    environment(database_url=sqlite_url, secret_keys=KEY, staff_ids="77@222424")
    named = CliRunner().invoke(app, ["dismiss", "77"])
    assert named.exit_code == 2
    assert "CHUNFENG_STAFF_IDS" in named.stderr
    assert CliRunner().invoke(app, ["db", "rekey"]).exit_code == 0
    environment(staff_ids="")
    assert CliRunner().invoke(app, ["dismiss", "77"]).stdout == "77 is staff no more\n"
    assert CliRunner().invoke(app, ["dismiss", "77"]).exit_code == 2
