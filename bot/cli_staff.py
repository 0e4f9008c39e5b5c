"""Commands about the office's staff: who they are, who left, and a code for the console."""

from datetime import datetime
from typing import Annotated

import structlog
import typer

from bot.cli_work import change, end, get_settings, run_to_end
from bot.dismissals import forget_dismissal
from bot.settings import BIGGEST
from bot.telegram.addresses import telegram_address
from models.accounts import console_sessions, dismissal, staff
from models.core.clock import SystemClock
from models.core.refusal import Refusal
from models.core.session import Session

log = structlog.get_logger()
office = typer.Typer(no_args_is_help=True, help="The office's staff.")


@office.command(name="list")
def list_staff() -> None:
    """List present and former staff: Telegram number, county, how and when they began and ended."""
    settings = get_settings(keys=True)
    for member in run_to_end(change(settings, lambda session: staff.list_members(session, [""]))):
        for term in member.terms:
            number = term.address.external_id if term.address else "erased"
            until = f"{term.ended_at:%Y-%m-%d} ({term.ended})" if term.ended_at else "now"
            since = f"{term.granted_at:%Y-%m-%d} ({term.begun})"
            typer.echo(f"{number}  {term.area or 'all'}  {since} - {until}")


def dismiss(
    number: Annotated[int, typer.Argument(help="The person's number in Telegram.")],
    undo: Annotated[bool, typer.Option(help="Let the settings name them again.")] = False,
) -> None:
    """Take the role of staff from somebody who left the office."""
    settings = get_settings(keys=True)
    if not 0 < number <= BIGGEST:
        raise end(f"{number} is no number of a person in Telegram")
    if not undo and number in [chat_id for chat_id, _ in settings.staff_ids]:
        raise end("CHUNFENG_STAFF_IDS: it names this person; take them out of it first")
    address, now = telegram_address(number), SystemClock().now()
    if undo:
        known = run_to_end(
            change(settings, lambda session: dismissal.reinstate_staff(session, address, now))
        )
        if not forget_dismissal(settings.data_dir, address) and not known:
            raise end(f"{number} was not dismissed")
        log.info("staff reinstated")
        typer.echo(f"{number} can be named in CHUNFENG_STAFF_IDS again")
        return
    if not run_to_end(
        change(settings, lambda session: dismissal.dismiss_address(session, address, now))
    ):
        raise end(f"{number} is staff of nothing")
    log.info("staff dismissed")
    typer.echo(f"{number} is staff no more")
    others = run_to_end(
        change(settings, lambda session: dismissal.list_second_addresses(session, address))
    )
    for other in others:
        typer.echo(
            f"{other.external_id} is staff with the same ID number: dismiss it too if that is them"
        )


def give_console_code(
    number: Annotated[int, typer.Argument(help="The member of staff's number in Telegram.")],
) -> None:
    """Eight digits for the console's sign-in, where the chat can't be reached."""
    settings = get_settings(keys=True)
    if not 0 < number <= BIGGEST:
        raise end(f"{number} is no number of a person in Telegram")
    address, clock = telegram_address(number), SystemClock()

    async def work(session: Session) -> tuple[str, datetime] | Refusal:
        return await console_sessions.give_code_to(session, address, clock.now(), settings.zone)

    given = run_to_end(change(settings, work))
    if isinstance(given, Refusal):
        raise end(f"{number} is staff of nothing")
    log.info("console code given")
    typer.echo(f"{given[0]}  until {given[1].astimezone(settings.zone):%H:%M}")
