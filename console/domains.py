"""The pages of all domains."""

from console import home
from console.core.pages import Pages
from console.labourers import changing, people

DOMAINS: tuple[Pages, ...] = (home.pages, people.pages, changing.pages)
