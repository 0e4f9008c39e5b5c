"""What labourers put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, helpers, registered, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.labourers import calls, own_entry, waiting_doubles
from models.labourers.consent import has_older_consent


def _calls(turn: Turn) -> CountQuery:
    return calls.waiting_calls_count(turn.account.key(), turn.roles)


def _doubles(turn: Turn) -> CountQuery:
    return waiting_doubles.waiting_doubles_count(turn.roles.counties())


def _not_asked(turn: Turn) -> CountQuery:
    assert turn.sender is not None
    return own_entry.not_asked_count(turn.sender.labourer_id or 0)


def _unregistered(turn: Turn) -> bool:
    return not registered(turn)


def _strangers(turn: Turn) -> bool:
    return not registered(turn) and not helpers(turn)


def _consented_to_older(turn: Turn) -> bool:
    return turn.sender is not None and has_older_consent(turn.sender)


ITEMS = (
    MenuItem(10, "consent:again", N_("📄 New: what we keep, and who sees it"), _consented_to_older),
    MenuItem(
        50, "calls", "", helpers, _calls, N_("📞 To be called ({count})"), group=MenuGroup.WAITING
    ),
    MenuItem(
        110,
        "doubles",
        "",
        staff,
        _doubles,
        N_("👥 Two entries of one person? ({count})"),
        group=MenuGroup.WAITING,
    ),
    MenuItem(150, "assist", N_("🤝 Register somebody"), helpers, group=MenuGroup.PEOPLE),
    MenuItem(155, "entries", N_("🔎 Find an entry"), staff, group=MenuGroup.PEOPLE),
    MenuItem(160, "people", N_("👥 People I registered"), helpers, group=MenuGroup.PEOPLE),
    MenuItem(
        215,
        "more",
        "",
        registered,
        _not_asked,
        N_("📝 A few more questions"),
        hidden_while_unfinished=True,
    ),
    MenuItem(220, "me", N_("📋 What is kept about me"), registered, group=MenuGroup.OWN),
    MenuItem(230, "news", N_("🔔 Which news I get"), registered, group=MenuGroup.OWN),
    MenuItem(
        240,
        "intake",
        N_("📝 Register myself"),
        _unregistered,
        hidden_while_unfinished=True,
        group=MenuGroup.OWN,
    ),
    MenuItem(250, "claim", N_("🔑 I have a code"), _strangers, group=MenuGroup.OWN),
)
REQUESTS = {
    "entry": "me",
    "erase": "me:erase",
    "news": "news",
    "register": "intake",
    "code": "claim",
    "assist": "assist",
}
