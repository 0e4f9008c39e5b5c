"""Updates grown from the types' own fields, seeded; every field is there once, and once is not."""

import enum
from datetime import datetime
from random import Random
from typing import Any, Literal, get_args, get_origin

from aiogram.types import CallbackQuery, Chat, Message, Update, User
from pydantic import BaseModel

from bot.telegram.polling import ALLOWED_UPDATES
from tests.resilience.fuzz.shapes import (
    Spot,
    absentable,
    fields,
    is_model,
    models,
    optional,
    plain,
    routes,
    ways,
)

# The deeper, the fewer of the fields that can be absent are there.
PRESENT = (0.0, 0.1, 0.05, 0.02)
DEEPEST = 4
USUAL, USUALLY = ((Message, "from_user"), (Message, "text"), (CallbackQuery, "data")), 0.9
NUMBERS = (0, 1, -1, 7, 2**31, -(2**31), 2**53 - 1)
TEXTS = ("", "x", "王小春", "a\nb", "🐂", "<b>", "&amp;", "https://t.me/x", "1990-03-07", "\u200b")
KINDS_OF_CHAT = ("private",) * 8 + ("group", "supergroup", "channel")
MOST_OF_A_LIST = 2
NOWHERE = ""

Route = tuple[Spot, ...]


class Growing:
    """Grows updates; `seen` are the fields met there and met absent."""

    def __init__(self, chance: Random, people: range) -> None:
        self._chance, self._people = chance, people
        self.present: set[Spot] = set()
        self.absent: set[Spot] = set()
        self._goals = [(spot, there) for spot in optional() for there in (True, False)]
        chance.shuffle(self._goals)
        self._without: Spot | None = None
        self._number = 0

    def update(self) -> dict[str, Any]:
        """The next: led to a field that was not met so yet, as long as there is one."""
        spot, there = self._goal()
        self._without = None if there else spot
        route = (*routes()[spot[0]], spot if there else (spot[0], NOWHERE))
        self._number += 1
        kind = (
            route[0][1] if route[0][1] in ALLOWED_UPDATES else self._chance.choice(ALLOWED_UPDATES)
        )
        self._mark(Update, {kind})
        annotation = Update.model_fields[kind].annotation
        return {"update_id": self._number, kind: self._value(annotation, route[1:], 0)}

    def of_kind(self, kind: str) -> Any:
        """What an update of this kind brings, whether the bot asks for such or not."""
        return self._value(Update.model_fields[kind].annotation, (), 0)

    def _goal(self) -> tuple[Spot, bool]:
        while self._goals:
            spot, there = self._goals[-1]
            if spot not in (self.present if there else self.absent):
                return spot, there
            self._goals.pop()
        return self._chance.choice(optional()), True

    def _mark(self, model: type[BaseModel], there: set[str]) -> None:
        for name in absentable(model):
            (self.present if name in there else self.absent).add((model, name))

    def _model(self, model: type[BaseModel], route: Route, depth: int) -> dict[str, Any]:
        led = {name for of, name in route[:1] if of is model}
        there = {n for n in fields(model) if n in led or self._is_there(model, n, depth)}
        self._mark(model, there)
        grown = {
            field.alias or name: self._value(
                field.annotation, route[1:] if name in led else (), depth
            )
            for name, field in fields(model).items()
            if name in there
        }
        return {key: self._fitting(model).get(key, value) for key, value in grown.items()}

    def _is_there(self, model: type[BaseModel], name: str, depth: int) -> bool:
        if name not in absentable(model):
            return True
        if (model, name) == self._without:
            return False
        if depth == 1 and (model, name) in USUAL:
            return self._chance.random() < USUALLY
        return self._chance.random() < PRESENT[min(depth, len(PRESENT) - 1)]

    def _fitting(self, model: type[BaseModel]) -> dict[str, Any]:
        """People and chats that there are, so that somebody is there to be answered."""
        person = self._chance.choice(self._people)
        if model is User:
            return {"id": person}
        if model is Chat:
            return {"id": person, "type": self._chance.choice(KINDS_OF_CHAT)}
        return {}

    def _value(self, annotation: Any, route: Route, depth: int) -> Any:
        """A value; on the way to the goal, the one that leads there."""
        fit = ways(annotation)
        led = [way for way in fit if route and route[0][0] in models(way)]
        flat = [way for way in fit if not is_model(way) and get_origin(way) is not list]
        way = self._chance.choice(led or (flat if depth > DEEPEST and flat else fit))
        if get_origin(way) is list:
            most = 1 if led else self._chance.randint(0, max(0, MOST_OF_A_LIST - depth))
            return [self._value(get_args(way)[0], route, depth + 1) for _ in range(most)]
        return self._model(way, route, depth + 1) if is_model(way) else self._simple(way)

    def _simple(self, way: Any) -> Any:
        if get_origin(way) is Literal:
            return self._chance.choice(get_args(way))
        if isinstance(way, type) and issubclass(way, enum.Enum):
            return self._chance.choice([one.value for one in way])
        values = {int: NUMBERS, str: TEXTS, bool: (True, False), float: (0.5, -1.0), datetime: (1,)}
        return self._chance.choice(values.get(plain(way), (1,)))


def is_private(update: Update) -> bool:
    """Whether a person wrote or tapped in a chat of their own."""
    if update.callback_query:
        message = update.callback_query.message
        return message is None or message.chat.type == "private"
    message = update.message or update.edited_message
    return message is not None and message.chat.type == "private" and message.from_user is not None


def person_of(update: Update) -> int:
    event: CallbackQuery | Message | None = update.callback_query or update.message
    event = event or update.edited_message
    assert event is not None
    assert event.from_user is not None
    return event.from_user.id
