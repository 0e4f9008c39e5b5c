"""The types that an update is made of, and the way from an update to each of their fields."""

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.types import Update
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.telegram.polling import ALLOWED_UPDATES

Spot = tuple[type[BaseModel], str]


def plain(annotation: Any) -> Any:
    """Without a name of its own, and without remarks."""
    if hasattr(annotation, "__value__"):
        return plain(annotation.__value__)
    return plain(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


# By identity: what a type remarks on cannot be hashed. Held with it, so that no other gets its id.
_known: dict[int, tuple[Any, list[Any]]] = {}


def ways(annotation: Any) -> list[Any]:
    """What a value may be, each way by itself; none is not among them."""
    if id(annotation) not in _known:
        _known[id(annotation)] = annotation, list(_ways(annotation))
    return _known[id(annotation)][1]


def _ways(annotation: Any) -> Iterator[Any]:
    bare = plain(annotation)
    if get_origin(bare) in (Union, types.UnionType):
        for one in get_args(bare):
            yield from ways(one)
    # aiogram's own defaults are no values of Telegram's.
    elif bare is not type(None) and bare is not Default:
        yield bare


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every type that a value may hold, in a list or by itself."""
    for way in ways(annotation):
        if get_origin(way) is list:
            # Not further: a text of rich texts holds itself.
            yield from filter(is_model, ways(get_args(way)[0]))
        elif is_model(way):
            yield way


def is_model(way: Any) -> bool:
    """Whether it is a type with fields."""
    return isinstance(way, type) and issubclass(way, BaseModel)


@cache
def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Its fields; of an update those that the bot asks for."""
    model.model_rebuild()  # its fields say what they hold once it is built
    wanted = model.model_fields
    return (
        {key: wanted[key] for key in ("update_id", *ALLOWED_UPDATES)} if model is Update else wanted
    )


def can_be_absent(field: FieldInfo) -> bool:
    """Telegram sends it or not. What tells one type from another is always there."""
    return not field.is_required() and get_origin(plain(field.annotation)) is not Literal


@cache
def routes() -> dict[type[BaseModel], tuple[Spot, ...]]:
    """Each type that can be reached, and the shortest way to it from an update."""
    found: dict[type[BaseModel], tuple[Spot, ...]] = {Update: ()}
    line: list[type[BaseModel]] = [Update]
    for model in line:
        for name, field in fields(model).items():
            for inner in models(field.annotation):
                if inner not in found:
                    found[inner] = (*found[model], (model, name))
                    line.append(inner)
    return found


@cache
def absentable(model: type[BaseModel]) -> frozenset[str]:
    """Its fields that can be absent."""
    return frozenset(n for n, field in fields(model).items() if can_be_absent(field))


@cache
def optional() -> tuple[Spot, ...]:
    """Every field that can be absent, of every type that can be reached."""
    return tuple((model, name) for model in routes() for name in sorted(absentable(model)))
