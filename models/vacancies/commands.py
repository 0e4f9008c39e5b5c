"""What a vacancy offers, as its writer gives it."""

from dataclasses import dataclass
from typing import TypedDict

from models.core.pay import Yuan


class EmployerChosen(TypedDict):
    """An employer of the directory, and what it was called when it was chosen."""

    id: int
    name: str


@dataclass(frozen=True)
class OpenVacancy:
    """The whole answers. Wages are whole yuan a month; `until` is a day as ISO text.

    Its fields are the questions of dialogue/vacancies/form_vacancy: a test holds that.
    """

    employer: EmployerChosen
    post: str
    trade: str
    reach: str
    place: str
    wanted: int
    wage_from: Yuan
    lodging: bool
    insurance: bool
    until: str
    area: str | None = None
    wage_to: Yuan | None = None
    needs: str | None = None
