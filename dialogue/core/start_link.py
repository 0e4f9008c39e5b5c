"""Links that open the conversation with the bot, whichever channel they are opened on."""

from dataclasses import dataclass

from markupsafe import Markup

from dialogue.core.i18n import N_

# Said in groups and channels.
PRIVATE_ONLY = N_("I talk with one person at a time. Please write to me here: {link}")


@dataclass(frozen=True)
class StartLink:
    """A link that brings its payload to the bot: at most 64 of A-Z a-z 0-9 _ and -.

    The channel that sends the message writes its own address in its place, or draws a QR code of
    it where the link is a message's picture. Without a payload it opens the conversation only.
    """

    payload: str = ""

    def __html__(self) -> Markup:
        return Markup("<start-link>{}</start-link>").format(self.payload)
