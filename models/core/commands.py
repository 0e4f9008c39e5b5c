"""Commands: what a use case is told to do, as a frozen dataclass whose fields are a form's keys."""

from collections.abc import Hashable, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

C = TypeVar("C")


def from_answers(command: type[C], answers: Mapping[str, Any]) -> C:
    """A command from a form's answers, JSON values as drafts keep them.

    Raises:
        TypeError: an answer has no field in the command, or a field has no answer.
    """
    unknown = answers.keys() - {field.name for field in fields(command)}  # type: ignore[arg-type]
    if unknown:
        raise TypeError(f"{command.__name__} has no field for {sorted(unknown)}")
    made: C = _adapter(cast("Hashable", command)).validate_python(dict(answers))
    return made


def pick_answers(command: type[Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that a command has fields for, out of a larger or an unfinished form."""
    return {one.name: answers[one.name] for one in fields(command) if one.name in answers}


@lru_cache
def _adapter(command: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(command)
