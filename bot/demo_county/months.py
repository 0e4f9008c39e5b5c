"""Months: everybody is asked whether their work is still so, and who is silent is called."""

import datetime as dt
from functools import partial

from bot.demo_county.post import deliver
from bot.demo_county.stage import Stage, Villager, granted
from models.accounts.account import Account
from models.labourers import calls, monthly_status
from models.labourers.calls import CallOutcome

MOMENT = dt.timedelta(minutes=1)
# Of twenty who are asked all but these answer; of sixty one, that it has changed.
SILENT, CHANGED = (4, 13), 8
# So many calls are left to everybody who calls.
LEFT = 3


def ask_months(stage: Stage) -> None:
    """The last month of which the calls have begun, and this one, where it was asked already."""
    _, asked_at = monthly_status.status_month(stage.now, stage.zone)
    earlier = asked_at - dt.timedelta(days=15)
    _, before = monthly_status.status_month(earlier, stage.zone)
    for due in (before, asked_at):
        stage.timeline.put(due + MOMENT, partial(_ask, stage))
        calls_at = due + monthly_status.STATUS_WAITS + MOMENT
        stage.timeline.put(calls_at, partial(_open_calls, stage))


async def _ask(stage: Stage, at: dt.datetime) -> None:
    while await monthly_status.ask_piece(stage.session, at, stage.zone) is not None:
        pass
    await deliver(stage, at)
    asked = [one for one in stage.people if one.account is not None and not one.blocks]
    for place, one in enumerate(asked):
        if one.at < at and place % 20 not in SILENT:
            says = _say_it_changed if place % 60 == CHANGED else _answer
            stage.timeline.put(at + stage.hours(0.1, 48), partial(says, stage, one))


async def _answer(stage: Stage, one: Villager, at: dt.datetime) -> None:
    month, _ = monthly_status.status_month(at, stage.zone)
    actor = stage.as_person(one, at)
    granted(await monthly_status.confirm_own_status(stage.session, actor, str(month)))


async def _say_it_changed(stage: Stage, one: Villager, at: dt.datetime) -> None:
    month, _ = monthly_status.status_month(at, stage.zone)
    await monthly_status.record_own_change(stage.session, stage.as_person(one, at), str(month))


async def _open_calls(stage: Stage, at: dt.datetime) -> None:
    while await monthly_status.open_calls_piece(stage.session, at, stage.zone) is not None:
        pass
    brokers = {one.key(): one for one in stage.brokers.values()}
    for caller in (*brokers.values(), stage.office[0]):
        stage.timeline.put(at + stage.hours(1, 6), partial(_call, stage, caller))


async def _call(stage: Stage, caller: Account, at: dt.datetime) -> None:
    """One after another is still at the same work, but for the last."""
    actor = stage.actor(caller, at)
    while True:
        page = await calls.list_waiting_calls(stage.session, caller.key(), actor.roles)
        untried = [call for call, _ in page.items if not call.tries]
        ready = untried if page.more else untried[:-LEFT]
        if not ready:
            break
        for call in ready:
            done = calls.record_call(stage.session, actor, call.key(), CallOutcome.STILL_SO)
            granted(await done)
    for call in untried[:1]:
        missed = calls.record_call(stage.session, actor, call.key(), CallOutcome.NOT_REACHED)
        granted(await missed)
