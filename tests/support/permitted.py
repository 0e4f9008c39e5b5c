"""Who may what: an example of every route, and the roles that it is for."""

import contextlib
import re

from handlers.core.incoming import EDITED
from handlers.core.router import Route
from handlers.routes import ROUTES

LABOURER, BROKER, STAFF = "labourer", "broker", "staff"
ALL, HELPERS, NOBODY = {LABOURER, BROKER, STAFF}, {BROKER, STAFF}, set[str]()

# What {id} is the number of, by the first word of the path.
RECORDS = {
    "assist": "draft",
    "broker": "broker",
    "call": "call",
    "check": "check",
    "console": "draft",
    "discard": "draft",
    "double": "double",
    "employer": "employer",
    "enquiries": "enquiry",
    "entry": "somebody",
    "erasure": "erasure",
    "grievance": "placement",
    "grievances": "grievance",
    "kept": "draft",
    "looks": "somebody",
    "manage": "notice",
    "move": "code",
    "n": "draft",
    "notice": "notice",
    "offered": "vacancy",
    "person": "somebody",
    "q": "draft",
    "s": "draft",
    "placed": "placement",
    "placement": "placement",
    "report": "somebody",
    "resume": "draft",
    "review": "placement",
    "staff": "office",
    "stays": "placement",
    "trouble": "grievance",
    "vacancy": "vacancy",
    "write": "notice",
}
# Where the first word does not tell it.
EXAMPLES = {
    "oversight:account:{id}": "oversight:account:{broker}",
    "oversight:employer:{id}": "oversight:employer:{employer}",
    "oversight:grievance:{id}": "oversight:grievance:{grievance}",
    "oversight:grievance:{id}:trail:{page}": "oversight:grievance:{grievance}:trail:1",
    "oversight:person:{id}": "oversight:person:{somebody}",
    "oversight:{theme}:of:{id}": "oversight:looks:of:{office}",
    "oversight:{theme}:of:{id}:{page}": "oversight:looks:of:{office}:1",
    "oversight:placement:{id}": "oversight:placement:{placement}",
    "oversight:placement:{id}:trail:{page}": "oversight:placement:{placement}:trail:1",
    "report:same:{id}": "report:same:{placement}",
}
# What stands for the other parameters, by the first word of the path and the parameter.
WORDS = {
    "brokers:code": "222424103",
    "call:status": "farming",
    "approval:count": "1",
    "check:still": "yes",
    "entry:number": "{twin}",
    "decided:state": "approved",
    "decided:month": "202611",
    "employer:into": "{employer}",
    "employer:key": "employer_name",
    "grievance:kind": "unpaid",
    "grievances:file": "1",
    "kept:question": "name",
    "kept:words": "00000000",
    "grievances:month": "202611",
    "language:code": "en",
    "group:name": "office",
    "manage:key": "title",
    "manage:labourer": "{somebody}",
    "me:key": "name",
    "n:move": "x",
    "n:question": "nothing",
    "news:kind": "job_fair",
    "news:wanted": "stop",
    "notice:helped": "yes",
    "notice:sure": "sure",
    "on:which": "all",
    "oversight:id": "{broker}",
    "oversight:theme": "codes",
    "person:key": "name",
    "placed:right": "yes",
    "placed:version": "0",
    "placement:key": "wage",
    "placements:state": "confirmed",
    "q:option": "x",
    "q:question": "nothing",
    "review:file": "1",
    "review:version": "0",
    "review:stamp": "0",
    "reviews:which": "approve",
    "s:step": "x",
    "staff:rest": "x",
    "status:month": "202611",
    "stays:version": "0",
}
# Who may take a route: by its path, or by a beginning of it that ends in a colon.
WHO = {
    "start": ALL,
    "menu": ALL,
    "cancel": ALL,
    "go on": ALL,
    "help": ALL,
    "group:": ALL,
    "language": ALL,
    "language:": ALL,
    "resume:": ALL,
    "waiting": ALL,
    "kept:": ALL,
    "enquiry": ALL,
    "enquiry:": ALL,
    "enquiries": HELPERS,
    "enquiries:page:{page}": HELPERS,
    # The one of the town is written to the office.
    "enquiries:": {STAFF},
    "begun:": ALL,
    "discard:": ALL,
    # The buttons of a form belong to one draft and one question alone.
    "kept:{id}:{question}:{words}": NOBODY,
    "q:": NOBODY,
    "n:": NOBODY,
    "s:": NOBODY,
    "intake": ALL,
    "consent:again": NOBODY,
    "consent:": HELPERS,
    "more": {LABOURER},
    "piece": {LABOURER},
    "me": {LABOURER},
    "me:": {LABOURER},
    "me:export": ALL,
    "me:erase": ALL,
    "me:erase:": ALL,
    "news": {LABOURER},
    "news:": {LABOURER},
    "status:": {LABOURER},
    "claim": HELPERS,
    "assist": HELPERS,
    "assist:": HELPERS,
    # It belongs to one form, at its end.
    "assist:other:{id}": NOBODY,
    "people": HELPERS,
    "person:": HELPERS,
    "calls": HELPERS,
    "call:": HELPERS,
    "find": {STAFF},
    "doubles": {STAFF},
    "doubles:": {STAFF},
    "double:": {STAFF},
    # The two of the town have no ID number in common.
    "double:{id}:first": NOBODY,
    "double:{id}:first!": NOBODY,
    "double:{id}:second": NOBODY,
    "double:{id}:second!": NOBODY,
    "invite": {STAFF},
    "staff": {STAFF},
    "console": {STAFF},
    # A session is ended by who opened it, and what was over is said to be.
    "console:": {STAFF},
    "staff:": {STAFF},
    # Nobody dismisses themselves.
    "staff:{id}:dismiss!": NOBODY,
    "staff:{id}:dismiss!:": NOBODY,
    "looks": {STAFF},
    "looks:": {STAFF},
    "broker": {LABOURER, BROKER},
    "broker again": NOBODY,
    "brokers": {STAFF},
    "brokers:": {STAFF},
    "broker:": {STAFF},
    "employers": {STAFF},
    "employers:": {STAFF},
    "employer:": {STAFF},
    "on": {LABOURER},
    "on:": {LABOURER},
    "notice:": {LABOURER},
    # Nobody was there yet, and it is too early to mark anybody.
    "notice:{id}:help": NOBODY,
    "notice:{id}:help:{helped}": NOBODY,
    "manage:{id}:mark:": NOBODY,
    "manage:{id}:name": NOBODY,
    "notices": {STAFF},
    "write": {STAFF},
    "write:": {STAFF},
    "manage:": {STAFF},
    "work": {LABOURER},
    "work:": {LABOURER},
    "vacancy:": {LABOURER},
    "vacancies": HELPERS,
    "vacancies:": HELPERS,
    "offer": HELPERS,
    "offered:": HELPERS,
    "offered:{id}:release": {STAFF},
    "offered:{id}:trail": {STAFF},
    "report": {BROKER},
    "report:": {BROKER},
    "placements": {BROKER},
    "placements:": {BROKER},
    "placement:": {BROKER},
    "placed:": {LABOURER},
    "check:": {LABOURER},
    "stays:": {LABOURER},
    "review": {STAFF},
    "reviews:": {STAFF},
    "review:": {STAFF},
    "approval": {STAFF},
    "approval:": {STAFF},
    "decided:": {STAFF},
    # Who has a role and no entry may tell what is wrong too.
    "trouble": ALL,
    "trouble:": ALL,
    "trouble:agree": HELPERS,
    # The town's grievance is somebody else's.
    "trouble:{id}": NOBODY,
    "trouble:{id}:": NOBODY,
    "grievance:": {LABOURER},
    "grievances": {STAFF},
    "grievances:": {STAFF},
    "oversight": {STAFF},
    "oversight:": {STAFF},
    "jobs": {STAFF},
    "keeping": {STAFF},
    "entries": {STAFF},
    "entry:": {STAFF},
    "move:": {STAFF},
    "erasures": {STAFF},
    "erasures:": {STAFF},
    "erasure:": {STAFF},
}
PARAMETER = re.compile(r"\{(\w+)\}")


def routes() -> dict[str, Route]:
    """Every route of a choice, by its path."""
    return {route.path: route for route in ROUTES.routes if route.path not in (None, EDITED)}


def example(path: str) -> str:
    """A choice of this path, with {placement} and the like for the numbers of the town's records.

    KeyError where nothing says what a parameter stands for.
    """
    head = path.partition(":")[0]

    def given(parameter: re.Match[str]) -> str:
        name = parameter[1]
        if name == "page":
            return "1"
        return (
            f"{{{RECORDS[head]}}}" if name == "id" and head in RECORDS else WORDS[f"{head}:{name}"]
        )

    return EXAMPLES.get(path) or PARAMETER.sub(given, path)


def permitted(path: str) -> set[str]:
    """The roles that a route is for; KeyError where nothing says so."""
    if path in WHO:
        return WHO[path]
    beginnings = [key for key in WHO if key.endswith(":") and path.startswith(key)]
    return WHO[max(beginnings, key=len, default=path)]


def _examples() -> dict[str, tuple[str, set[str]]]:
    found = {}
    for path in routes():
        with contextlib.suppress(KeyError):
            found[path] = (example(path), permitted(path))
    return found


# By the path of each route: a choice of it, and the roles that it is for.
PERMITTED = _examples()
# What a choice bears the number of.
NUMBERS = sorted({name for choice, _ in PERMITTED.values() for name in PARAMETER.findall(choice)})
