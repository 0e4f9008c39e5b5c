"""Start links become Telegram's addresses, or the code of one; nobody can write such a link."""

from markupsafe import Markup

from bot.telegram.start_links import resolve_start_links
from dialogue.core.i18n import Speech
from dialogue.core.reply import Document, Message, Reply, say
from dialogue.core.start_link import PRIVATE_ONLY, StartLink
from models.core.vocabulary import Language
from sandbox.chats.qr_codes import read_code

ADDRESS = "https://t.me/chunfeng_bot"


def resolved(message: Message) -> Message:
    """The message as Telegram shows it."""
    (shown,) = resolve_start_links(say(message), "chunfeng_bot").messages
    return shown


def test_a_link_in_a_sentence_is_an_address_with_its_payload() -> None:
    link = Markup("{} {}").format(StartLink("invite-a_B-9"), StartLink())
    assert resolved(Message(link)).text == f"{ADDRESS}?start=invite-a_B-9 {ADDRESS}"


def test_a_group_is_told_the_bots_own_address() -> None:
    told = Message(Speech(Language.EN)(PRIVATE_ONLY, link=StartLink()))
    assert resolved(told).text.endswith(f"write to me here: {ADDRESS}")


def test_what_people_write_is_never_a_link() -> None:
    forged = Message(Markup("{}").format("<start-link>claim-1</start-link>"))
    assert "t.me" not in resolved(forged).text


def test_a_link_as_a_picture_is_a_code_to_scan() -> None:
    picture = resolved(Message(Markup("scan"), picture=StartLink("here-abc"))).picture
    assert isinstance(picture, Document)
    assert read_code(picture.content) == f"{ADDRESS}?start=here-abc"


def test_a_reply_without_links_is_left_as_it_is() -> None:
    reply = Reply((Message(Markup("hello")),))
    assert resolve_start_links(reply, "x") is reply
