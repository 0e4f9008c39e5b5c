"""Encryption at rest, and the blind index by which an encrypted value is found again."""

import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

LABOURER_ID, LABOURER_PHONE, CHAT, DOOR = "labourer id", "labourer phone", "chat", "door"
# Of the last four digits alone: staff look for people by them.
LABOURER_ID_END, LABOURER_PHONE_END = "labourer id end", "labourer phone end"
GRIEVED_EMPLOYER = "grieved employer"
CONSOLE_CODE, CONSOLE_TOKEN = "console code", "console token"
# Of who is erased and was paid for, this index is left and nothing to make it anew of.
PAID_WORKER = "paid worker"
# Indexed before there were labels. Of a suspended broker who was erased, and of a code, nothing but
# the index is left, so it can't be made anew.
BROKER_ID = CODE = ""


class Keyring:
    """The process's keys, newest first: the first encrypts, each of them decrypts."""

    def __init__(self) -> None:
        self._fernet: MultiFernet | None = None
        self._index_keys: list[bytes] = []

    def load(self, keys: list[str]) -> None:
        """Take the keys into use.

        Args:
            keys: url-safe base64 of 32 bytes each, as `Fernet.generate_key` makes them.

        Raises:
            ValueError: a key is none, or there is not one.
        """
        if not keys:
            raise ValueError("at least one key is needed")
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._index_keys = [hashlib.sha256(b"index:" + key.encode()).digest() for key in keys]

    def seal(self, text: str) -> str:
        """Encrypt with the newest key."""
        return self._loaded().encrypt(text.encode()).decode()

    def open(self, token: str) -> str:
        """Decrypt with whichever key fits."""
        return self._loaded().decrypt(token.encode()).decode()

    def seal_bytes(self, content: bytes) -> bytes:
        """Encrypt a file's content with the newest key; a third more bytes come of it."""
        return self._loaded().encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Decrypt it with whichever key fits; InvalidToken where none does."""
        return self._loaded().decrypt(sealed)

    def index(self, text: str, label: str) -> str:
        """The blind index to store: HMAC-SHA256, 64 hexadecimal digits.

        Args:
            label: what the text is, so that equal numbers of different tables don't match.
        """
        return self.indexes(text, label)[0]

    def indexes(self, text: str, label: str) -> list[str]:
        """The blind indexes under every key, to search by while keys are being rotated."""
        self._loaded()
        labelled = f"{label}:{text}" if label else text
        return [hmac.new(key, labelled.encode(), "sha256").hexdigest() for key in self._index_keys]

    def _loaded(self) -> MultiFernet:
        if self._fernet is None:
            raise RuntimeError("the keyring was not loaded")
        return self._fernet


keyring = Keyring()


class Sealed(TypeDecorator[Any]):
    """A JSON value, encrypted in the column. Search by a blind index, never with `==`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Encrypt on the way in; nothing stays nothing."""
        return None if value is None else keyring.seal(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Decrypt on the way out."""
        return None if value is None else json.loads(keyring.open(value))
