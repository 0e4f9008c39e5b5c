"""Which news a person gets: on, paused, stopped, kind by kind."""

from dialogue.core.reply import Reply, say
from dialogue.labourers import preferences as screens
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.refusal import Refusal
from models.core.vocabulary import NoticeKind
from models.labourers import ledger, preferences
from models.labourers.preferences import Wanted
from models.privacy import consent

router = Router()


@router.route("news")
async def show_news_preferences(turn: Turn) -> Reply:
    """How each kind stands."""
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    await drafts.put_aside(turn.session, turn.person)
    wishes = await preferences.get_preferences(turn.session, labourer.key())
    return say(screens.news_preferences(turn.speech, wishes, turn.now, turn.zone))


@router.route("news:")
async def change_news_preference(turn: Turn) -> Reply:
    """One kind: what can be done about it, or the doing."""
    kind, _, to = (turn.choice or "").removeprefix("news:").partition(":")
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None or kind not in tuple(NoticeKind):
        return await menu.refuse_stale_button(turn)
    if not to:
        return say(screens.news_kind_choices(turn.speech, NoticeKind(kind)))
    if to not in tuple(Wanted):
        return await menu.refuse_stale_button(turn)
    await ledger.set_news_preference(
        turn.session, labourer, NoticeKind(kind), Wanted(to), turn.now, turn.person.key()
    )
    return await show_news_preferences(turn)
