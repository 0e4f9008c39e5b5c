"""Shared by the commands: load the settings, change the store once, end with a sentence."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

import typer

from bot import logs, opening
from bot.dismissals import keep_dismissals
from bot.settings import Settings, SettingsError, load, needed
from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from models.core.clock import SystemClock
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language

Change: TypeAlias = Callable[[Session], Awaitable[Any]]


def get_settings(*, token: bool = False, keys: bool = False) -> Settings:
    """The settings, or an end with a sentence that names the wrong one."""
    try:
        settings = load()
        logs.configure(settings.log_format, settings.log_level)
        return needed(settings, token=token, keys=keys)
    except SettingsError as problem:
        raise end(str(problem)) from None


def end(why: str) -> typer.Exit:
    typer.echo(why, err=True)
    return typer.Exit(2)


def tame_collector() -> None:
    """What is imported leaves 200,000 live objects, which every full collection would walk."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 20)


def refused(refusal: Refusal) -> typer.Exit:
    return end(explain_refusal(refusal, Speech(Language.EN)).unescape())


def run_to_end(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(work)
    except SettingsError as problem:
        raise end(str(problem)) from None


async def change(settings: Settings, work: Change) -> Any:
    """One change of the store, from outside the conversation; gives what the work gives."""
    async with opening.open_store(settings, SystemClock()) as store:
        async with store.sessions() as session, session.begin():
            done = await work(session)
        await keep_dismissals(store.sessions, settings.data_dir)
        return done
