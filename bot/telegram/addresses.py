"""Addresses on Telegram: an account's own chat, by its number."""

from models.core.address import Address, Channel


def telegram_address(chat_id: int) -> Address:
    """The address of a private chat."""
    return Address(Channel.TELEGRAM, str(chat_id))


def get_chat_id(address: Address) -> int:
    """The number of the chat at an address of Telegram's."""
    assert address.channel is Channel.TELEGRAM
    return int(address.external_id)
