"""A message type is declared once, in its domain, and has its words in the file of that domain."""

import importlib
import pkgutil

import pytest

import models
from models.outbox.message_type import MESSAGE_TYPES, SOON, DueRow, MessageType, declare
from scheduler import messages
from scheduler.messages.render import RENDERERS

# Rows of stores out there bear these words: each stays declared.
STORED = {
    *("notice", "correction", "cancellation", "seat", "eve", "morning", "helped", "progress"),
    *("report", "intake", "status", "claimed", "doubles", "number_gone", "merged", "guesses"),
    *("placed", "check_in", "moved", "left", "week", "file_refused", "listed", "interest", "held"),
    *("grieved", "step", "overdue", "applied", "decided", "erasure", "erased", "late", "flows"),
}
DOMAINS = [name for _, name, is_package in pkgutil.iter_modules(models.__path__) if is_package]
WITH_WORDS = [name for _, name, _ in pkgutil.iter_modules(messages.__path__) if name != "render"]


async def always(due: DueRow) -> bool:
    return True


def declared(domain: str) -> set[MessageType]:
    """What a domain's messages.py declares; nothing where it has none."""
    try:
        module = importlib.import_module(f"models.{domain}.messages")
    except ModuleNotFoundError:
        return set()
    return {value for value in vars(module).values() if isinstance(value, MessageType)}


def test_every_stored_word_is_declared() -> None:
    assert set(MESSAGE_TYPES) >= STORED


def test_every_message_type_is_declared_in_the_messages_of_one_domain() -> None:
    found = [message_type for domain in DOMAINS for message_type in declared(domain)]
    assert sorted(one.name for one in found) == sorted(MESSAGE_TYPES)


@pytest.mark.parametrize("domain", sorted({*DOMAINS, *WITH_WORDS}))
def test_a_domain_has_the_words_of_its_own_messages_and_of_no_others(domain: str) -> None:
    file = importlib.import_module(f"scheduler.messages.{domain}") if domain in WITH_WORDS else None
    assert set(file.RENDERERS if file else ()) == declared(domain)


def test_the_delivery_loop_has_words_for_every_message_type() -> None:
    assert set(RENDERERS) == set(MESSAGE_TYPES.values())


@pytest.mark.parametrize("name", ["notice", "longer_than_sixteen"])
def test_refuses_a_name_that_is_taken_or_does_not_fit_its_column(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        declare(MessageType(name, SOON, always))
    assert MESSAGE_TYPES["notice"].is_still_relevant is not always
