"""The first page: what waits for this office, each line opening its list."""

from dataclasses import dataclass

from console.core.office import Answer, Screen, View
from console.core.pages import Link, Pages
from dialogue.core.i18n import N_
from models.accounts.actor import Actor
from models.brokers import roster
from models.core.counting import CountQuery, count_together, shown
from models.core.refusal import Refusal
from models.enquiries import queue as enquiries
from models.grievances import queue as grievances
from models.labourers import calls, waiting_doubles
from models.labourers.ledger_checks import findings
from models.placements import review
from models.privacy import erasure
from models.vacancies import lifecycle as vacancies

pages = Pages(links=(Link(0, "/", N_("Home")),))


@dataclass(frozen=True)
class Waiting:
    """One line: the list, its words, and how many wait."""

    path: str
    label: str
    count: int | str


def _queries(actor: Actor) -> dict[tuple[str, str], CountQuery]:
    """The lists that wait, the most pressing first."""
    counties = actor.roles.counties()
    return {
        ("/grievances", N_("Grievances that are open")): grievances.open_count(counties),
        ("/placements", N_("Placements to be reviewed")): review.pressing_count(
            counties, actor.now
        ),
        ("/enquiries", N_("People who wait for an answer")): enquiries.waiting_count(actor),
        ("/calls", N_("People to be called")): calls.waiting_calls_count(actor.id, actor.roles),
        ("/doubles", N_("Entries that may be of one person")): (
            waiting_doubles.waiting_doubles_count(counties)
        ),
        ("/vacancies", N_("Vacancies that are held")): vacancies.held_vacancies_count(
            counties, actor.today
        ),
        ("/erasures", N_("People who want to be deleted")): erasure.erasure_requests_count(
            counties
        ),
        ("/brokers", N_("Brokers who apply")): roster.applications_count(counties),
    }


@pages.look("/")
async def show_home(view: View) -> Answer:
    """What waits, counted to 99 and no further."""
    queries = _queries(view.actor)
    counts = await count_together(view.session, {path: one for (path, _), one in queries.items()})
    waiting = [
        Waiting(path, label, shown(counts.get(path, 0)))
        for path, label in queries
        if counts.get(path, 0)
    ]
    found = await findings.count_findings(view.session, view.actor)
    if not isinstance(found, Refusal) and (open_checks := sum(found.values())):
        waiting.append(Waiting("/checks", N_("Entries that look wrong"), open_checks))
    return Screen("home.html", {"waiting": waiting})
