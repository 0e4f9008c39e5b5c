"""The pages of all domains."""

from console import home
from console.accounts import staff
from console.brokers import broker
from console.brokers import lists as brokers
from console.core.pages import Pages
from console.employers import employer
from console.employers import lists as employers
from console.labourers import people
from console.notices import notices, writing
from console.oversight import lists as oversight
from console.oversight import trails
from console.vacancies import vacancies

# An address of words stands before those of numbers: the first that fits is taken.
DOMAINS: tuple[Pages, ...] = (
    home.pages,
    people.pages,
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
