"""Letters: what a row of the outbox says, from the present facts, in the recipient's language."""

from dialogue.message import Message
from models.notice import NoticeState
from models.topic import Topic
from scheduler import notice_letters, office_letters, work_letters
from scheduler.writing import Letters, Writing

LETTERS: Letters = {
    **notice_letters.LETTERS,
    **work_letters.LETTERS,
    **office_letters.LETTERS,
}


async def write(writing: Writing) -> Message:
    """The message of a row."""
    return await LETTERS[writing.row.topic](writing)


async def goes_on(writing: Writing) -> bool:
    """Whether what is written now will be out of date soon: a publication that is not over."""
    if writing.row.topic is not Topic.PROGRESS:
        return False
    return (await writing.notice()).state in (NoticeState.SCHEDULED, NoticeState.PUBLISHING)
