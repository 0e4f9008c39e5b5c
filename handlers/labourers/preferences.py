"""Which news a person gets: on, paused, stopped, kind by kind."""

from dialogue.core.reply import Reply, say
from dialogue.labourers import preferences as screens
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.refusal import Refusal
from models.core.vocabulary import NoticeKind
from models.labourers import own_entry, preferences
from models.labourers.preferences import Wanted

router = Router()


@router.route("news")
async def show_news_preferences(turn: Turn) -> Reply:
    """How each kind stands."""
    labourer = await own_entry.get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    await drafts.put_aside(turn.session, turn.account)
    wishes = await preferences.get_preferences(turn.session, labourer.key())
    return say(screens.news_preferences(turn.speech, wishes, turn.now, turn.zone))


@router.route("news:{kind}")
async def show_kind(turn: Turn, kind: str) -> Reply:
    """What can be done about one kind."""
    if turn.account.labourer_id is None or kind not in tuple(NoticeKind):
        return await menu.refuse_stale_button(turn)
    return say(screens.news_kind_choices(turn.speech, NoticeKind(kind)))


@router.route("news:{kind}:{wanted}")
async def change_news_preference(turn: Turn, kind: str, wanted: str) -> Reply:
    """Send it, pause it, or stop it."""
    if kind not in tuple(NoticeKind) or wanted not in tuple(Wanted):
        return await menu.refuse_stale_button(turn)
    refused = await own_entry.set_news_preference(
        turn.session, turn.actor, NoticeKind(kind), Wanted(wanted)
    )
    if refused is not None:
        return await menu.refuse_stale_button(turn)
    return await show_news_preferences(turn)
