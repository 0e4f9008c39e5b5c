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
from models.labourers.doubles import Decision, DoublePair
from models.privacy import merging

router = Router(RoleName.STAFF)


@router.route("doubles")
async def show_doubles(turn: Turn) -> Reply:
    """Those that wait longest."""
    return await _page(turn, 1)


@router.route("doubles:")
async def show_doubles_page(turn: Turn) -> Reply:
    """A page of those that wait."""
    page, _ = record(turn.choice, "doubles:")
    return await _page(turn, page)


async def _page(turn: Turn, page: int, noted: Markup | None = None) -> Reply:
    await drafts.put_aside(turn.session, turn.person)
    counties = turn.roles.counties()
    count = await doubles.count_waiting_doubles(turn.session, counties)
    found = await doubles.list_waiting_doubles(turn.session, counties, page)
    answer = say(screens.waiting_doubles(found, count, turn.speech))
    return Reply(answer.messages, toast=noted)


@router.route("double:")
async def act(turn: Turn) -> Reply:
    """Two entries: looked at, or what was chosen."""
    number, step = record(turn.choice, "double:")
    pair = await doubles.get_waiting_double(turn.session, number, turn.roles.counties())
    if pair is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.person)
    if step == "":
        return await show_pair(turn, pair)
    if step == "trail":
        return await trail.show_trail(turn, Subject.DOUBLE, number, f"double:{number}")
    allowed = screens.CONTEST if pair.contest else screens.ALIKE
    if step.removesuffix("!") not in allowed:
        return await menu.refuse_stale_button(turn)
    if not step.endswith("!"):
        return say(screens.decision_question(pair, step, turn.speech))
    refused = await DECIDE[step](turn, pair)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await _page(turn, 1, turn.speech(N_("✅ Done.")))


async def show_pair(turn: Turn, pair: DoublePair) -> Reply:
    """Both; that they were looked at goes into the trail."""
    await doubles.record_view_of_double(turn.session, pair, _by(turn))
    registrars = [one.read_out_by for one in pair.both() if one.read_out_by is not None]
    terms = await terms_of_office.get_terms_of(turn.session, registrars)
    return say(
        screens.double_pair(pair, screens.DoubleContext(await turn.scene(), turn.zone, terms))
    )


def _by(turn: Turn) -> Decision:
    return Decision(turn.person, turn.roles.counties(), turn.now)


async def _first(turn: Turn, pair: DoublePair) -> Refusal | None:
    return await doubles.give_number(turn.session, pair, pair.first, _by(turn))


async def _second(turn: Turn, pair: DoublePair) -> Refusal | None:
    return await doubles.give_number(turn.session, pair, pair.second, _by(turn))


async def _into_first(turn: Turn, pair: DoublePair) -> Refusal | None:
    return await merging.merge_entries(turn.session, pair, pair.first, _by(turn), turn.zone)


async def _into_second(turn: Turn, pair: DoublePair) -> Refusal | None:
    return await merging.merge_entries(turn.session, pair, pair.second, _by(turn), turn.zone)


async def _apart(turn: Turn, pair: DoublePair) -> Refusal | None:
    return await doubles.keep_apart(turn.session, pair, _by(turn))


DECIDE: dict[str, Callable[[Turn, DoublePair], Awaitable[Refusal | None]]] = {
    "first!": _first,
    "second!": _second,
    "keepfirst!": _into_first,
    "keepsecond!": _into_second,
    "apart!": _apart,
}
