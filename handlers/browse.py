"""Looking through what is on: what fits first, nearest first; everything for who wants it."""

from aiogram import Router

from dialogue import on_offer as screens
from dialogue.message import Answer, say
from dialogue.notice import Reader
from handlers import menu
from handlers.routing import chosen, record
from handlers.turn import Turn
from models import on_offer, privacy, sign_up
from models.on_offer import Shown
from models.refusal import Refusal

router = Router(name="browse")


@chosen(router, "on", "on:")
async def look(turn: Turn) -> Answer:
    """One of those that are on."""
    which, _, number = (turn.choice or "").removeprefix("on").removeprefix(":").partition(":")
    shown = Shown(which) if which in tuple(Shown) else Shown.FITTING
    labourer = await privacy.own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show(turn, Refusal("no_entry"))
    found = await on_offer.on_offer(turn.session, labourer, turn.now, which=shown)
    if not found:
        return say(screens.nothing_on(turn.speech, shown))
    place = min(max(record(number)[0], 1), len(found))
    notice = found[place - 1]
    mine = await sign_up.of(turn.session, notice.key(), labourer.key())
    fits = await on_offer.fits(turn.session, notice, labourer)
    why = await on_offer.grounds(turn.session, notice, labourer, turn.speech.language)
    reader = Reader(turn.speech, turn.now, turn.zone, why if fits else ())
    return say(screens.offer(notice, reader, mine, (place, len(found)), shown))
