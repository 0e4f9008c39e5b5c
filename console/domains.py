"""The pages of all domains."""

from console import home
from console.core.pages import Pages
from console.labourers import changing, checks, export, idle, imports, people, person

DOMAINS: tuple[Pages, ...] = (
    home.pages,
    people.pages,
    export.pages,
    imports.pages,
    checks.pages,
    idle.pages,
    person.pages,
    changing.pages,
)
