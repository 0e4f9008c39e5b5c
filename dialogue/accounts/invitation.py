"""Invitations to a role: the link, and the welcome."""

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Message, numbered
from models.core.vocabulary import RoleName


def invitation_link(speech: Speech, role: RoleName, link: str) -> Message:
    """A link to pass on; it opens once."""
    text = speech(
        N_("Send this link to your new {role}. It works once, within 14 days:\n\n{link}"),
        role=speech(labels.ROLES[role]),
        link=link,
    )
    return Message(text, numbered([("menu", speech(N_("Menu")))]))


def role_welcome(speech: Speech, role: RoleName, where: str) -> Markup:
    """The role is taken."""
    return speech(
        N_("Welcome! You are now {role}: {where}"), role=speech(labels.ROLES[role]), where=where
    )
