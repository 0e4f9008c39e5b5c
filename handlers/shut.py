"""A form whose role is gone: it ends with one sentence, and keeps what was answered."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import TelegramObject

from dialogue.message import Answer
from handlers import menu
from handlers.routing import answers
from handlers.talk import is_open_to
from handlers.turn import Turn
from models import draft as drafts
from models.refusal import Refusal

# The buttons of a form itself: see dialogue.asking.
OF_A_FORM = ("q:", "n:", "s:")

router = Router(name="shut")


class Shut(Filter):
    """Says something in the middle of a form that is not theirs to go on with any more."""

    async def __call__(self, event: TelegramObject, turn: Turn) -> bool:  # noqa: ARG002
        """Whether it is so. Only what is said to the form has it looked at."""
        if turn.account is None or turn.account.draft_id is None:
            return False
        if turn.choice is not None and not turn.choice.startswith(OF_A_FORM):
            return False
        draft = await drafts.present(turn.session, turn.account)
        return draft is not None and not is_open_to(turn, draft)


@answers(router, Shut())
async def end(turn: Turn) -> Answer:
    """It is put aside, and can be gone on with once the role is back."""
    return await menu.show(turn, Refusal("role_gone"))
