"""Looking through what is on: what fits first, nearest first; everything for who wants it."""

from dialogue.core.reply import Reply, say
from dialogue.notices import open_notices as screens
from dialogue.notices.notice import Reader
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.core.refusal import Refusal
from models.labourers.own_entry import get_own_entry
from models.notices import open_notices, sign_ups
from models.notices.open_notices import Shown

router = Router()


@router.route("on", "on:{which}", "on:{which}:{page}")
async def show_open_notices(turn: Turn, which: str = Shown.FITTING, page: int = 1) -> Reply:
    shown = Shown(which) if which in tuple(Shown) else Shown.FITTING
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    found = await open_notices.list_open_notices(turn.session, labourer, turn.now, which=shown)
    if not found:
        return say(screens.no_open_notices(turn.speech, shown))
    place = min(page, len(found))
    notice = found[place - 1]
    mine = await sign_ups.get_sign_up(turn.session, notice.key(), labourer.key())
    fits = await open_notices.is_meant_for(turn.session, notice, labourer)
    why = await open_notices.list_grounds(turn.session, notice, labourer, turn.speech.language)
    reader = Reader(turn.speech, turn.now, turn.zone, why if fits else ())
    return say(screens.open_notice(notice, reader, mine, (place, len(found)), shown))
