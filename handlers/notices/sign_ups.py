"""What a labourer does about a notice: sign up, leave it, find the place, say whether it helped."""

from dataclasses import replace
from typing import TypeAlias

from dialogue.core import labels
from dialogue.core.reply import Reply, say
from dialogue.notices import sign_ups as screens
from dialogue.notices.notice import Reader, map_point
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.core.refusal import Refusal
from models.labourers import own_entry
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.labourers.preferences import Wanted
from models.notices import attendance, open_notices, seats, sign_ups
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import HOLDING

Found: TypeAlias = tuple[Notice, Labourer]

router = Router()


async def _load(turn: Turn, number: int) -> Found | Reply:
    """A notice, however old its button, and who taps it."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    notice = await open_notices.get_notice_known_to(turn.session, number, labourer)
    return (notice, labourer) if notice else await menu.refuse_stale_button(turn)


notice_route = router.about("notice:{id}", _load)


def reader(turn: Turn) -> Reader:
    return Reader(turn.speech, turn.now, turn.zone)


@notice_route("sign")
async def sign_up(turn: Turn, found: Found) -> Reply:
    """A seat, or a place in the queue."""
    notice, labourer = found
    seat = await seats.take_seat(turn.session, turn.actor, notice, labourer)
    if isinstance(seat, Refusal):
        return await _refuse(turn, notice, seat)
    if seat.place is not None:
        return say(screens.place_in_queue(notice, reader(turn), seat.place), fresh=True)
    return say(screens.seat_given(notice, reader(turn), again=seat.again), fresh=True)


@notice_route("no", "no:{sure}")
async def leave_notice(turn: Turn, found: Found, sure: str = "") -> Reply:
    """Not for this person, or not any more: the seat goes to the first of the queue."""
    notice, labourer = found
    if sure != "sure" and await seats.gives_seat_away(turn.session, notice, labourer):
        return say(screens.confirm_leaving(notice, turn.speech), fresh=True)
    held = await seats.leave_notice(turn.session, turn.actor, notice, labourer)
    if isinstance(held, Refusal):
        return await _refuse(turn, notice, held)
    screen = screens.seat_given_back if held else screens.notice_declined
    return say(screen(notice, turn.speech), fresh=True)


async def _refuse(turn: Turn, notice: Notice, refused: Refusal) -> Reply:
    """What is off or over is said with the notice; anything else with the menu."""
    if refused.name == "notice_cancelled":
        return say(screens.notice_cancelled(notice, reader(turn)), fresh=True)
    if refused.name == "notice_over":
        return say(screens.sign_up_closed(notice, reader(turn)), fresh=True)
    return await menu.show_menu(turn, refused)


@notice_route("stop")
async def stop_kind(turn: Turn, found: Found) -> Reply:
    notice, _ = found
    refused = await own_entry.set_news_preference(
        turn.session, turn.actor, notice.kind, Wanted.STOP
    )
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return say(screens.kind_stopped(turn.speech, labels.NOTICES[notice.kind]), fresh=True)


@notice_route("place")
async def show_place(turn: Turn, found: Found) -> Reply:
    """In words, and on the map where the writer showed it."""
    notice, labourer = found
    if notice.state is NoticeState.CANCELLED:
        return say(screens.notice_cancelled(notice, reader(turn)), fresh=True)
    where = (await turn.scene()).regions.full_name(notice.area)
    on_map = map_point(notice, where)
    mine = await sign_ups.get_sign_up(turn.session, notice.key(), labourer.key())
    holding = mine is not None and mine.state in HOLDING
    can_sign = notice.is_open(turn.now, turn.zone) and not holding
    words = screens.where_it_is(notice, reader(turn), where, can_sign=can_sign)
    return say(replace(words, spot=on_map), fresh=True)


@notice_route("help:{helped}")
async def record_helped(turn: Turn, found: Found, helped: str) -> Reply:
    """Said afterwards by who was there."""
    notice, labourer = found
    refused = await attendance.say_whether_it_helped(
        turn.session, turn.actor, notice, labourer, helped
    )
    return await menu.refuse_stale_button(turn) if refused else say(screens.thanks(turn.speech))
