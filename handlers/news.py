"""Which news a person gets: on, paused, stopped, kind by kind."""

from aiogram import Router

from dialogue import news as screens
from dialogue.message import Answer, say
from handlers import menu
from handlers.routing import chosen
from handlers.turn import Turn
from models import draft as drafts
from models import ledger, preference, privacy
from models.preference import Wanted
from models.refusal import Refusal
from models.words import NoticeKind

router = Router(name="news")


@chosen(router, "news")
async def show(turn: Turn) -> Answer:
    """How each kind stands."""
    labourer = await privacy.own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show(turn, Refusal("no_entry"))
    await drafts.put_aside(turn.session, turn.person)
    wishes = await preference.of(turn.session, labourer.key())
    return say(screens.news(turn.speech, wishes, turn.now, turn.zone))


@chosen(router, "news:")
async def change(turn: Turn) -> Answer:
    """One kind: what can be done about it, or the doing."""
    kind, _, to = (turn.choice or "").removeprefix("news:").partition(":")
    labourer = await privacy.own_entry(turn.session, turn.person)
    if labourer is None or kind not in tuple(NoticeKind):
        return await menu.stale(turn)
    if not to:
        return say(screens.one_kind(turn.speech, NoticeKind(kind)))
    if to not in tuple(Wanted):
        return await menu.stale(turn)
    await ledger.want_news(
        turn.session, labourer, NoticeKind(kind), Wanted(to), turn.now, turn.person.key()
    )
    return await show(turn)
