"""The pages of all domains."""

from console import home
from console.accounts import staff
from console.brokers import broker
from console.brokers import lists as brokers
from console.core.pages import Pages
from console.employers import employer
from console.employers import lists as employers
from console.enquiries import enquiries
from console.grievances import grievances
from console.labourers import (
    calls,
    changing,
    checks,
    doubles,
    export,
    idle,
    imports,
    people,
    person,
    visits,
)
from console.notices import notices, writing
from console.oversight import lists as oversight
from console.oversight import trails
from console.placements import deciding, payments, record
from console.placements import lists as placements
from console.privacy import erasures
from console.vacancies import vacancies

# An address of words stands before those of numbers: the first that fits is taken.
DOMAINS: tuple[Pages, ...] = (
    home.pages,
    people.pages,
    export.pages,
    imports.pages,
    checks.pages,
    idle.pages,
    visits.pages,
    calls.pages,
    doubles.pages,
    person.pages,
    changing.pages,
    erasures.pages,
    placements.pages,
    payments.pages,
    deciding.pages,
    record.pages,
    grievances.pages,
    enquiries.pages,
    brokers.pages,
    broker.pages,
    employers.pages,
    employer.pages,
    vacancies.pages,
    writing.pages,
    notices.pages,
    oversight.pages,
    trails.pages,
    staff.pages,
)
