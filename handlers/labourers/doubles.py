"""The office looks at two entries that may be one person, and decides."""

from collections.abc import Awaitable, Callable

from markupsafe import Markup

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import doubles as screens
from handlers.core import menu, trail
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.accounts import drafts, terms_of_office
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import doubles
from models.labourers.doubles import Decision, Pair
from models.privacy import merging

router = Router(RoleName.STAFF)


@router.route("doubles")
async def show_first(turn: Turn) -> Reply:
    """Those that wait longest."""
    return await _page(turn, 1)


@router.route("doubles:")
async def show_page(turn: Turn) -> Reply:
    """A page of those that wait."""
    page, _ = record(turn.choice, "doubles:")
    return await _page(turn, page)


async def _page(turn: Turn, page: int, noted: Markup | None = None) -> Reply:
    await drafts.put_aside(turn.session, turn.person)
    counties = turn.roles.counties()
    count = await doubles.how_many(turn.session, counties)
    found = await doubles.waiting(turn.session, counties, page)
    answer = say(screens.waiting(found, count, turn.speech))
    return Reply(answer.messages, toast=noted)


@router.route("double:")
async def act(turn: Turn) -> Reply:
    """Two entries: looked at, or what was chosen."""
    number, step = record(turn.choice, "double:")
    pair = await doubles.find(turn.session, number, turn.roles.counties())
    if pair is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.person)
    if step == "":
        return await look(turn, pair)
    if step == "trail":
        return await trail.show_trail(turn, Subject.DOUBLE, number, f"double:{number}")
    allowed = screens.CONTEST if pair.contest else screens.ALIKE
    if step.removesuffix("!") not in allowed:
        return await menu.stale(turn)
    if not step.endswith("!"):
        return say(screens.sure(pair, step, turn.speech))
    refused = await DECIDE[step](turn, pair)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await _page(turn, 1, turn.speech(N_("✅ Done.")))


async def look(turn: Turn, pair: Pair) -> Reply:
    """Both; that they were looked at goes into the trail."""
    await doubles.viewed(turn.session, pair, _by(turn))
    registrars = [one.read_out_by for one in pair.both() if one.read_out_by is not None]
    terms = await terms_of_office.held(turn.session, registrars)
    return say(screens.pair(pair, screens.Looking(await turn.scene(), turn.zone, terms)))


def _by(turn: Turn) -> Decision:
    return Decision(turn.person, turn.roles.counties(), turn.now)


async def _first(turn: Turn, pair: Pair) -> Refusal | None:
    return await doubles.give_number(turn.session, pair, pair.first, _by(turn))


async def _second(turn: Turn, pair: Pair) -> Refusal | None:
    return await doubles.give_number(turn.session, pair, pair.second, _by(turn))


async def _into_first(turn: Turn, pair: Pair) -> Refusal | None:
    return await merging.merge(turn.session, pair, pair.first, _by(turn), turn.zone)


async def _into_second(turn: Turn, pair: Pair) -> Refusal | None:
    return await merging.merge(turn.session, pair, pair.second, _by(turn), turn.zone)


async def _apart(turn: Turn, pair: Pair) -> Refusal | None:
    return await doubles.apart(turn.session, pair, _by(turn))


DECIDE: dict[str, Callable[[Turn, Pair], Awaitable[Refusal | None]]] = {
    "first!": _first,
    "second!": _second,
    "keepfirst!": _into_first,
    "keepsecond!": _into_second,
    "apart!": _apart,
}
