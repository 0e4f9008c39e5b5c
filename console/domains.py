"""The pages of all domains."""

from console import home
from console.core.pages import Pages
from console.labourers import changing, export, imports, people, person

DOMAINS: tuple[Pages, ...] = (
    home.pages,
    people.pages,
    export.pages,
    imports.pages,
    person.pages,
    changing.pages,
)
