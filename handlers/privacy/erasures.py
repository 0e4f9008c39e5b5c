"""The office decides on requests to erase somebody's entry."""

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.privacy import erasure as screens
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.privacy import erasure, open_matters
from models.privacy.erasure_request import ErasureRequest

router = Router(RoleName.STAFF)


@router.route("erasures")
async def show_requests(turn: Turn) -> Reply:
    """The requests that wait longest."""
    return await show_page(turn, 1)


@router.route("erasures:{page}")
async def show_page(turn: Turn, page: int) -> Reply:
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    count = await erasure.count_erasure_requests(turn.session, counties)
    found = await erasure.list_erasure_requests(turn.session, counties, page)
    return say(screens.requests_message(found, count, turn.speech))


async def _load(turn: Turn, number: int) -> ErasureRequest | Reply:
    found = await erasure.get_erasure_request(turn.session, number, turn.roles.counties())
    return found or await menu.show_menu(turn, Refusal("not_yours"))


request = router.about("erasure:{id}", _load)


@request("")
async def show_request(turn: Turn, request: ErasureRequest) -> Reply:
    """Whom it is about, and what is open."""
    await drafts.put_aside(turn.session, turn.account)
    labourer = await erasure.view_labourer(turn.session, turn.actor, request)
    if labourer is None or request.decided_at is not None:
        return await menu.show_menu(turn, Refusal("erasure_decided"))
    where = (await turn.scene()).regions.full_name(labourer.village_code)
    matters = await open_matters.list_of_entry(turn.session, labourer.key())
    return say(screens.request_message(request, labourer, where, matters, turn.speech))


@request("erase")
async def grant_erasure(turn: Turn, request: ErasureRequest) -> Reply:
    """The office called, and erases."""
    refused = await erasure.grant_erasure(turn.session, turn.actor, request)
    said = None if refused else turn.speech(N_("Everything about them is deleted."))
    return await menu.show_menu(turn, refused, said)


@request("keep")
async def decline_erasure(turn: Turn, request: ErasureRequest) -> Reply:
    """The person wants to stay."""
    refused = await erasure.decline_erasure(turn.session, turn.actor, request)
    return await menu.show_menu(turn, refused, None if refused else turn.speech(N_("✅ Noted.")))
