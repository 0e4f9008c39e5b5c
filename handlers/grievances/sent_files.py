"""Photos and files that came by themselves can be for a grievance: a new one, or an open one."""

from typing import Any

from dialogue.core import labels
from dialogue.core.form import Option
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply
from dialogue.grievances.form_grievance import WORDS_MOST
from handlers.core import menu
from handlers.core.router import parse_number
from handlers.core.sent_files import Files, FileUse, start_with_files
from handlers.core.turn import Turn
from handlers.grievances import labourer
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.grievances import adding, queue
from models.grievances.adding import Addition
from models.placements.evidence import Evidence

ANEW = "new"
TO_OPEN, TO_NEW = N_("✏️ Add to №{number} {kind}"), N_("🆘 Something is wrong at work")


async def _offer(turn: Turn, typed: str | None) -> list[Option]:
    going_on = await queue.list_open_of_account(turn.session, turn.account)
    known = [
        Option(
            str(one.id),
            str(turn.speech(TO_OPEN, number=one.id, kind=turn.speech(labels.TROUBLES[one.kind]))),
        )
        for one in going_on
    ]
    # Before registration no more is asked than what can be told in words: files come after that.
    anew = [Option(ANEW, str(turn.speech(TO_NEW)))] if turn.account.labourer_id is not None else []
    offered = [*known, *anew]
    return [one for one in offered if typed is None or typed.casefold() in one.label.casefold()]


async def _take(turn: Turn, word: str, files: Files) -> Reply | Refusal:
    if word == ANEW:
        return await start_with_files(turn, "grievance", "photo", files, words_to="words")
    words = "\n".join(one["caption"] for one in files if one.get("caption"))
    if len(words) <= WORDS_MOST:
        files = [{key: value for key, value in one.items() if key != "caption"} for one in files]
    else:
        # They stay under their files: no screen has room for so many beside one another.
        words = ""
    grievance = await queue.get_own_grievance(turn.session, parse_number(word), turn.account)
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await labourer.add(turn, grievance, Addition(words or None, files))


async def _join(turn: Turn, first: Evidence, file: dict[str, Any]) -> Refusal | None:
    grievance = await queue.get_own_grievance(turn.session, first.owner[1], turn.account)
    if grievance is None:
        return Refusal("not_yours")
    return await adding.join_file(turn.session, turn.actor, grievance, file)


USE = FileUse(Subject.GRIEVANCE, _offer, _take, _join)
