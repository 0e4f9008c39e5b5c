"""Letters: what a row of the outbox says, from the present facts, in the recipient's language."""

from dialogue.core.reply import Message
from models.notices.notice import NoticeState
from models.outbox.message_type import Topic
from scheduler.delivery.render_context import RenderContext, Renderers
from scheduler.messages import notices, office, work

LETTERS: Renderers = {
    **notices.LETTERS,
    **work.LETTERS,
    **office.LETTERS,
}


async def render_row(writing: RenderContext) -> Message:
    """The message of a row."""
    return await LETTERS[writing.row.topic](writing)


async def goes_on(writing: RenderContext) -> bool:
    """Whether what is written now will be out of date soon: a publication that is not over."""
    if writing.row.topic is not Topic.PROGRESS:
        return False
    return (await writing.notice()).state in (NoticeState.SCHEDULED, NoticeState.PUBLISHING)
