"""The pages of all domains."""

from console import home
from console.core.pages import Pages
from console.enquiries import enquiries
from console.grievances import grievances
from console.labourers import calls, doubles, people
from console.placements import deciding, lists, payments, record

# An address of words stands before those of numbers: the first that fits is taken.
DOMAINS: tuple[Pages, ...] = (
    home.pages,
    people.pages,
    calls.pages,
    doubles.pages,
    lists.pages,
    payments.pages,
    deciding.pages,
    record.pages,
    grievances.pages,
    enquiries.pages,
)
