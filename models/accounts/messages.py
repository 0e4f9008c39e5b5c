"""What staff are told of accounts."""

from models.accounts.message_recipients import is_staff
from models.outbox.message_type import SOON, MessageType, declare

GUESSING = declare(MessageType("guesses", SOON, is_staff))
