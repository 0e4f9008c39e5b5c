"""Who reads a grievance: in which language, when, and in which zone."""

from dialogue.grievances.grievance import Reader
from handlers.core.turn import Turn


async def get_reader(turn: Turn) -> Reader:
    return Reader(await turn.scene(), turn.now, turn.zone)
