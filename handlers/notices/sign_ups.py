"""What a labourer does about a notice: sign up, leave it, find the place, say whether it helped."""

from dialogue.core import labels
from dialogue.core.reply import Message, Reply, say
from dialogue.notices import sign_ups as screens
from dialogue.notices.notice import Reader, map_point
from handlers.core import menu
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.core.refusal import Refusal
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.preferences import Wanted
from models.notices import open_notices, reminders, sign_ups
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import HOLDING, Help, SignUpState
from models.privacy import consent

router = Router()


@router.route("notice:")
async def act(turn: Turn) -> Reply:
    """A button of a notice, however old: checked against how things stand now."""
    number, step = record(turn.choice, "notice:")
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    notice = await open_notices.get_notice_known_to(turn.session, number, labourer)
    step, _, rest = step.partition(":")
    if notice is None or step not in STEPS:
        return await menu.refuse_stale_button(turn)
    if notice.state is NoticeState.CANCELLED and step in ("sign", "no", "place"):
        return say(screens.notice_cancelled(notice, reader(turn)), fresh=True)
    return await STEPS[step](turn, notice, labourer, rest)


def reader(turn: Turn) -> Reader:
    """The person as a reader."""
    return Reader(turn.speech, turn.now, turn.zone)


async def sign_up(turn: Turn, notice: Notice, labourer: Labourer, rest: str) -> Reply:  # noqa: ARG001
    """A seat, or a place in the queue."""
    before = await sign_ups.get_sign_up(turn.session, notice.key(), labourer.key())
    holding = before is not None and before.state in HOLDING
    if not holding and not notice.is_open(turn.now, turn.zone):
        return say(screens.sign_up_closed(notice, reader(turn)), fresh=True)
    mine = await sign_ups.sign_up(turn.session, notice, labourer, turn.now, turn.person.key())
    if isinstance(mine, Refusal):
        return await menu.show_menu(turn, mine)
    if mine.state is SignUpState.QUEUED:
        place = await sign_ups.get_place_in_queue(turn.session, mine)
        return say(screens.place_in_queue(notice, reader(turn), place), fresh=True)
    await reminders.plan_reminders(turn.session, notice, mine, turn.now, turn.zone)
    return say(screens.seat_given(notice, reader(turn), again=holding), fresh=True)


async def leave_notice(turn: Turn, notice: Notice, labourer: Labourer, rest: str) -> Reply:
    """Not for this person, or not any more: the seat goes to the first of the queue."""
    before = await sign_ups.get_sign_up(turn.session, notice.key(), labourer.key())
    held = before is not None and before.state in HOLDING
    seated = before is not None and before.state is SignUpState.SEATED
    if seated and rest != "sure" and await sign_ups.has_queue(turn.session, notice):
        return say(screens.confirm_leaving(notice, turn.speech), fresh=True)
    await reminders.leave_seat(turn.session, notice, labourer, turn.now, turn.zone)
    screen = screens.seat_given_back if held else screens.notice_declined
    return say(screen(notice, turn.speech), fresh=True)


async def stop_kind(turn: Turn, notice: Notice, labourer: Labourer, rest: str) -> Reply:  # noqa: ARG001
    """No more of this kind."""
    await ledger.set_news_preference(
        turn.session, labourer, notice.kind, Wanted.STOP, turn.now, turn.person.key()
    )
    return say(screens.kind_stopped(turn.speech, labels.NOTICES[notice.kind]), fresh=True)


async def show_place(turn: Turn, notice: Notice, labourer: Labourer, rest: str) -> Reply:  # noqa: ARG001
    """In words, and on the map where the writer showed it."""
    where = (await turn.scene()).regions.full_name(notice.area)
    on_map = map_point(notice, where)
    mine = await sign_ups.get_sign_up(turn.session, notice.key(), labourer.key())
    holding = mine is not None and mine.state in HOLDING
    can_sign = notice.is_open(turn.now, turn.zone) and not holding
    words = screens.where_it_is(notice, reader(turn), where, can_sign=can_sign)
    return say(*([Message(words.text, spot=on_map)] if on_map else []), words, fresh=True)


async def record_helped(turn: Turn, notice: Notice, labourer: Labourer, rest: str) -> Reply:
    """Said afterwards by who was there."""
    mine = await sign_ups.get_sign_up(turn.session, notice.key(), labourer.key())
    if mine is None or mine.attended_at is None or rest not in tuple(Help):
        return await menu.refuse_stale_button(turn)
    mine.helped = Help(rest)
    return say(screens.thanks(turn.speech))


STEPS = {
    "sign": sign_up,
    "no": leave_notice,
    "stop": stop_kind,
    "place": show_place,
    "help": record_helped,
}
