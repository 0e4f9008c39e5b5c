"""Photos and files that came by themselves can be papers of a placement."""

from typing import Any

from dialogue.core.form import Option
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply
from handlers.core import menu
from handlers.core.router import parse_number
from handlers.core.sent_files import Files, FileUse, start_with_files
from handlers.core.turn import Turn
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.placements import papers, queries
from models.placements.evidence import Evidence, Paper

SHOWN = 6
PAPER_OF = N_("📒 Paper of {name} at {employer}")


async def _offer(turn: Turn, typed: str | None) -> list[Option]:
    if not turn.roles.broker_counties():
        return []
    found = await queries.find_of_broker(
        turn.session, turn.account.key(), turn.roles, typed or "", SHOWN
    )
    return [
        Option(
            str(placement.id),
            str(turn.speech(PAPER_OF, name=labourer.name, employer=employer.name)),
        )
        for placement, labourer, employer in found
    ]


async def _take(turn: Turn, word: str, files: Files) -> Reply | Refusal:
    about = parse_number(word)
    own = await queries.get_with_labourer(turn.session, about, turn.account.key(), turn.roles)
    if own is None or own[0].is_void:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await start_with_files(turn, "paper", "file", files, about=about)


async def _join(turn: Turn, first: Evidence, file: dict[str, Any]) -> Refusal | None:
    placement = await queries.get_placement(turn.session, first.owner[1])
    if placement is None:
        return Refusal("not_yours")
    paper = Paper(first.kind, file)
    added = await papers.add_paper(turn.session, turn.actor, placement, paper)
    return added if isinstance(added, Refusal) else None


USE = FileUse(Subject.PLACEMENT, _offer, _take, _join)
