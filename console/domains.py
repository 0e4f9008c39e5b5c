"""The pages of all domains."""

from console import home
from console.brokers import broker, lists
from console.core.pages import Pages
from console.labourers import people

DOMAINS: tuple[Pages, ...] = (home.pages, people.pages, lists.pages, broker.pages)
