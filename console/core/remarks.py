"""A remark for the next page, kept in a cookie of the browser: "approved", or why not."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogue.core.i18n import is_message
from dialogue.core.refusals import SENTENCES

LONGEST = 2_000


@dataclass(frozen=True)
class Remark:
    """A message id with its params, or the name of a refusal."""

    name: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    refused: bool = False

    def as_cookie(self) -> str:
        """As letters that a cookie takes."""
        told = json.dumps([self.name, dict(self.params), self.refused])
        return base64.urlsafe_b64encode(told.encode()).decode()


def from_cookie(text: str) -> Remark | None:
    """The remark; None where the cookie is none of ours, or says what nobody says here."""
    try:
        name, params, refused = json.loads(base64.urlsafe_b64decode(text[:LONGEST]))
        if not (name in SENTENCES if refused else is_message(name)) or not isinstance(params, dict):
            return None
        given = {str(k): v if isinstance(v, int) else str(v) for k, v in params.items()}
        return Remark(name, given, bool(refused))
    except (ValueError, TypeError, binascii.Error):
        return None
