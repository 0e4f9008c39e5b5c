"""What an employer is, as somebody writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.core.commands import pick_answers


@dataclass(frozen=True)
class EmployerDetails:
    """Its fields are the questions of dialogue/employers/form_employer: a test holds that."""

    employer_name: str
    employer_kind: str
    destination: str
    region: str
    credit_code: str | None = None
    contact: str | None = None

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> "EmployerDetails":
        """Out of a form that asks for more: the report of a placement."""
        return cls(**pick_answers(cls, answers))
