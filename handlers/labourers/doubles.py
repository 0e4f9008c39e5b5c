"""The office looks at two entries that may be one person, and decides."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from markupsafe import Markup

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import doubles as screens
from handlers.core import menu, trail
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts, terms_of_office
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import doubles, waiting_doubles
from models.labourers.doubles import DoublePair
from models.labourers.labourer import Labourer
from models.privacy import merging

router = Router(RoleName.STAFF)


@router.route("doubles", "doubles:{page}")
async def show_doubles(turn: Turn, page: int = 1, noted: Markup | None = None) -> Reply:
    """A page of those that wait, the longest first."""
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    count = await waiting_doubles.count_waiting_doubles(turn.session, counties)
    found = await doubles.list_waiting_doubles(turn.session, counties, page)
    answer = say(screens.waiting_doubles(found, count, turn.speech))
    return Reply(answer.messages, toast=noted)


async def _load(turn: Turn, double_id: int) -> DoublePair | Reply:
    counties = turn.roles.counties()
    pair = await doubles.get_waiting_double(turn.session, double_id, counties)
    if pair is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return pair


double = router.about("double:{id}", _load)


@double("")
async def show_pair(turn: Turn, pair: DoublePair) -> Reply:
    """Both entries; that they were looked at goes into the trail."""
    await doubles.record_view_of_double(turn.session, pair, turn.actor)
    found = [one.read_out_by or one.ground_by for one in pair.both()]
    registrars = [one for one in found if one is not None]
    terms = await terms_of_office.get_terms_of(turn.session, registrars)
    context = screens.DoubleContext(await turn.scene(), turn.zone, terms)
    return say(screens.double_pair(pair, context))


@double("trail")
async def show_trail_of_double(turn: Turn, pair: DoublePair) -> Reply:
    """What was done about them."""
    number = pair.double.key()
    return await trail.show_trail(turn, Subject.DOUBLE, number, f"double:{number}")


@double("first", "second", "keepfirst", "keepsecond", "apart")
async def ask_to_decide(turn: Turn, pair: DoublePair) -> Reply:
    step = _step(turn)
    if step not in screens.allowed_steps(pair):
        return await menu.refuse_stale_button(turn)
    return say(screens.decision_question(pair, step, turn.speech))


@double("first!", "second!")
async def give_number(turn: Turn, pair: DoublePair) -> Reply:
    """The number belongs to one of them."""
    theirs = pair.first if _step(turn) == "first!" else pair.second
    return await _decide(turn, pair, doubles.give_number, theirs)


@double("keepfirst!", "keepsecond!")
async def merge_entries(turn: Turn, pair: DoublePair) -> Reply:
    """They are one person, whose entry stays."""
    into = pair.first if _step(turn) == "keepfirst!" else pair.second
    if await merging.has_two_accounts(turn.session, pair):
        return say(screens.account_question(pair, _step(turn), turn.speech))
    return await _decide(turn, pair, merging.merge_entries, into)


@double("keepfirst!first", "keepfirst!second", "keepsecond!first", "keepsecond!second")
async def merge_with_account(turn: Turn, pair: DoublePair) -> Reply:
    """And this is the phone that they use now."""
    kept, _, account = _step(turn).partition("!")
    other = kept != f"keep{account}"
    into = pair.first if kept == "keepfirst" else pair.second
    merge = partial(merging.merge_entries, with_other_account=other)
    return await _decide(turn, pair, merge, into)


@double("apart!")
async def keep_apart(turn: Turn, pair: DoublePair) -> Reply:
    return await _decide(turn, pair, doubles.keep_apart)


Decide: TypeAlias = Callable[..., Awaitable[Refusal | None]]


def _step(turn: Turn) -> str:
    return (turn.choice or "").rpartition(":")[2]


async def _decide(turn: Turn, pair: DoublePair, decide: Decide, *given: Labourer) -> Reply:
    if _step(turn).partition("!")[0] not in screens.allowed_steps(pair):
        return await menu.refuse_stale_button(turn)
    refused = await decide(turn.session, pair, *given, turn.actor)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await show_doubles(turn, noted=turn.speech(N_("✅ Done.")))
