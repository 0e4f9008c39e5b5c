"""aiogram, whose types each get what checks them when they are first used.

By itself it builds that for all of its four hundred types when it is imported: two seconds of a
processor and a hundred megabytes of memory in each process, of which a bot uses a twentieth.
"""

import sys
from typing import Any

from pydantic import BaseModel

_REBUILD = "model_rebuild"


def import_aiogram() -> None:
    """Before anything else imports it; where something has, nothing is left to do."""
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}
    rebuild = vars(BaseModel)[_REBUILD]

    def put_off(_: type[BaseModel], *, _types_namespace: dict[str, Any]) -> None:
        names.update(_types_namespace)

    setattr(BaseModel, _REBUILD, classmethod(put_off))
    try:
        import aiogram
    finally:
        setattr(BaseModel, _REBUILD, rebuild)

    def build(cls: type[BaseModel], /, **given: Any) -> bool | None:
        """Its types are annotated with names that their modules do not have."""
        built: bool | None = rebuild.__func__(cls, **{"_types_namespace": names, **given})
        return built

    methods, types = aiogram.methods, aiogram.types
    for base in (types.TelegramObject, methods.TelegramMethod, methods.Response):
        setattr(base, _REBUILD, classmethod(build))
    for received in (types.Update, types.Message, types.User):
        received.model_rebuild()
