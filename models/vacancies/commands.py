"""What a vacancy offers, as its writer gives it."""

from dataclasses import dataclass
from typing import Any, TypedDict


class EmployerChosen(TypedDict):
    """An employer of the directory, and what it was called when it was chosen."""

    id: int
    name: str


@dataclass(frozen=True)
class OpenVacancy:
    """The whole answers. Wages are as models.core.pay has them; `until` is a day as ISO text.

    Its fields are the questions of dialogue/vacancies/form_vacancy: a test holds that.
    """

    employer: EmployerChosen
    post: str
    trade: str
    reach: str
    place: str
    wanted: int
    wage_from: Any
    lodging: bool
    insurance: bool
    until: str
    area: str | None = None
    wage_to: Any = None
    needs: str | None = None
