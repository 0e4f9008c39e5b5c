"""Conversations: a form, its use case, and how it is talked through."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeAlias

from markupsafe import Markup

from dialogue.core.form import Form, FormState, Option
from dialogue.core.reply import Reply
from handlers.core.turn import Turn
from models.accounts.drafts import Draft
from models.core.refusal import Refusal

SearchResult: TypeAlias = tuple[Option, ...] | Refusal
Check: TypeAlias = Callable[[Turn, Draft, str, Any], Awaitable[Refusal | None]]
Finish: TypeAlias = Callable[[Turn, Draft, FormState], Awaitable[Reply | Refusal]]


@dataclass(frozen=True)
class AskedFirst(Reply):
    """What is asked before a form ends: its answers stay until that is answered."""


async def no_check(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:  # noqa: ARG001
    """For forms whose answers need no look at the store."""
    return None


async def no_search(turn: Turn, draft: Draft, key: str, typed: Any) -> SearchResult:  # noqa: ARG001
    """For forms whose questions the store knows no answers to."""
    return ()


async def no_prefill(turn: Turn, draft: Draft, key: str, value: Any) -> dict[str, Any]:  # noqa: ARG001
    """For forms whose answers bring no others along."""
    return {}


async def no_record(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:  # noqa: ARG001
    """For forms whose answers count together, at the end."""
    return None


async def no_warning(turn: Turn, draft: Draft, filling: FormState) -> Markup | None:  # noqa: ARG001
    """For forms whose summary needs no words before it."""
    return None


class Villages(Enum):
    """The villages that the questions of a form offer."""

    ALL = auto()
    OF_ROLES = auto()
    OF_COUNTIES = auto()


@dataclass(frozen=True)
class FormStyle:
    """How a form is talked through.

    `has_summary`: a summary comes before the end; `sums_up_refused`: it comes where the end was
    refused, so that any answer can be changed, and not the last alone; `resumes`: to begin again
    goes on with what was begun; `about_self`: it is about the person who holds the phone, who may
    share their number.
    """

    heading: str = ""
    has_summary: bool = True
    sums_up_refused: bool = False
    resumes: bool = True
    about_self: bool = True
    villages: Villages = Villages.ALL


@dataclass(frozen=True)
class Conversation:
    """A form and its use case. Who may go on with it: models.accounts.draft_rights.

    `finish` hands the whole answers to the use case and shows what comes after; `check` refuses an
    answer that the store speaks against. `search` gives what the store knows to answer a question
    with: the latest, or what fits what was typed. `prefill` gives the answers that one answer
    brings along, `warning` what is said before the summary. `paths` are those that lead here:
    whoever asks for one of them is here already. `record` is of forms whose answers count one by
    one: it hands each to its use case when it is given, so that a form left open loses nothing; of
    a question that is left out, now or after all, it is given None.
    """

    form: Form
    finish: Finish
    check: Check = no_check
    search: Callable[[Turn, Draft, str, Any], Awaitable[SearchResult]] = no_search
    prefill: Callable[[Turn, Draft, str, Any], Awaitable[dict[str, Any]]] = no_prefill
    warning: Callable[[Turn, Draft, FormState], Awaitable[Markup | None]] = no_warning
    style: FormStyle = FormStyle()
    paths: tuple[str, ...] = ()
    record: Check = no_record


CONVERSATIONS: dict[str, Conversation] = {}
