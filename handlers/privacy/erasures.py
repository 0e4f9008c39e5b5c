"""The office decides on requests to erase somebody's entry."""

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.privacy import erasure as screens
from handlers.brokers.staff import decision
from handlers.core import menu
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.privacy import erasure
from models.privacy.erasure import ErasureRequest

router = Router(RoleName.STAFF)


@router.route("erasures")
async def show_first_page(turn: Turn) -> Reply:
    """The requests that wait longest."""
    return await show_requests(turn, 1)


@router.route("erasures:")
async def show_page(turn: Turn) -> Reply:
    """Another page of them."""
    return await show_requests(turn, page_of((turn.choice or "").removeprefix("erasures:")))


async def show_requests(turn: Turn, number: int) -> Reply:
    """One page of them."""
    await drafts.put_aside(turn.session, turn.person)
    counties = turn.roles.counties()
    count = await erasure.count_erasure_requests(turn.session, counties)
    found = await erasure.list_erasure_requests(turn.session, counties, number)
    return say(screens.requests_message(found, count, turn.speech))


@router.route("erasure:")
async def answer_request(turn: Turn) -> Reply:
    """One of them: looked at, or what was decided."""
    number, step = record(turn.choice, "erasure:")
    request = await erasure.get_erasure_request(turn.session, number, turn.roles.counties())
    if request is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await (STEPS[step](turn, request) if step in STEPS else menu.refuse_stale_button(turn))


async def show_request(turn: Turn, request: ErasureRequest) -> Reply:
    """Whom it is about, and what is open."""
    await drafts.put_aside(turn.session, turn.person)
    by = turn.person.key()
    labourer = await erasure.view_labourer(turn.session, request, turn.now, by)
    if labourer is None or request.decided_at is not None:
        return await menu.show_menu(turn, Refusal("erasure_decided"))
    where = (await turn.scene()).regions.full_name(labourer.village_code)
    matters = await erasure.list_open_matters(turn.session, labourer.key())
    return say(screens.request_message(request, labourer, where, matters, turn.speech))


async def grant_erasure(turn: Turn, request: ErasureRequest) -> Reply:
    """The office called, and erases."""
    refused = await erasure.grant_erasure(turn.session, request, decision(turn), turn.zone)
    said = None if refused else turn.speech(N_("Everything about them is deleted."))
    return await menu.show_menu(turn, refused, said)


async def decline_erasure(turn: Turn, request: ErasureRequest) -> Reply:
    """The person wants to stay."""
    refused = await erasure.decline_erasure(turn.session, request, decision(turn))
    return await menu.show_menu(turn, refused, None if refused else turn.speech(N_("✅ Noted.")))


STEPS = {"": show_request, "erase": grant_erasure, "keep": decline_erasure}
