"""Several news in one message, and questions that are asked again."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Message, numbered
from dialogue.parsing.typed_label import NUMBER

# In Telegram's characters, of its 4,096; the numbers between take some.
ROOM = 3500


def join_messages(speech: Speech, messages: Sequence[Message]) -> Message:
    """One message of all; of each its first button. One alone stays as it is."""
    if len(messages) == 1:
        return messages[0]
    open_to = [message for message in messages if message.buttons]
    others = [message for message in messages if not message.buttons]
    blocks = [
        Markup("<b>{}.</b> {}").format(number, message.text)
        for number, message in enumerate(open_to, start=1)
    ]
    head = speech(N_("📬 <b>News: {count}</b>"), count=len(messages))
    firsts = [message.buttons[0] for message in open_to]
    rows = numbered((one.choice, _without_number(one.label)) for one in firsts)
    text = Markup("\n\n").join([head, *blocks, *(message.text for message in others)])
    return Message(text, rows)


def _without_number(label: str) -> str:
    found = NUMBER.match(label)
    return label[found.end() :] if found else label


def ask_again(speech: Speech, question: Message) -> Message:
    """A question that was asked before says so."""
    again = speech(N_("🔁 Asked once more:"))
    return replace(question, text=Markup("{}\n\n{}").format(again, question.text))


def text_length(text: Markup) -> int:
    """How long Telegram takes it to be, without its tags."""
    return len(text.striptags().encode("utf-16-le")) // 2
