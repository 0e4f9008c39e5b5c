"""Showing a file, for whichever screen lists it; that it was looked at goes into the trail."""

from collections.abc import Sequence

from dialogue.core import files as screens
from dialogue.core.reply import Reply, say
from handlers.core.turn import Turn
from models.core.refusal import Refusal
from models.placements import evidence
from models.placements.evidence import Evidence, EvidenceState


async def show_file(
    turn: Turn, files: Sequence[Evidence], number: str, back: str
) -> Reply | Refusal:
    """The file of that number among those of a record that the caller may see.

    Refusals: file_gone, file_coming, file_unchecked.
    """
    found = next((file for file in files if str(file.id) == number), None)
    if found is None or found.state is EvidenceState.REFUSED:
        return Refusal("file_gone")
    content = await evidence.view_file(turn.session, turn.actor, found, turn.vault)
    if isinstance(content, Refusal):
        return content
    return say(screens.file_message(found, content, turn.speech, turn.zone, back))
