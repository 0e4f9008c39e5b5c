"""Applying to be a labour broker: how it stands, as who applied reads it."""

from markupsafe import Markup

from dialogue.core.form import FormContext
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Message, numbered
from dialogue.fields.villages import format_villages
from models.brokers.broker import Broker, BrokerState

MENU = N_("Menu")
SENT = N_(
    "🎉 <b>Your application is with the county office.</b>\nWe write to you here as soon as they "
    "have decided. If it takes long, you can ask there."
)
WAITS = N_(
    "⏳ <b>The county office is looking at your application.</b>\nWe write to you here as soon as "
    "they have decided."
)
APPROVED = N_(
    "✅ <b>You are a labour broker.</b>\nYour villages: {villages}\n\nYou can register people "
    "who have no phone, and report who found work through you."
)
REFUSED = N_(
    "The county office could not accept your application yet.\nThey say: <b>{why}</b>\n\nYou can "
    "change it and send it again."
)
SUSPENDED = N_(
    "The county office has paused your work as a broker.\nThey say: <b>{why}</b>\n\nWhat you "
    "reported stays. Please ask at the office what to do next."
)
BEGIN = (
    ("report", N_("➕ Report a placement")),
    ("assist", N_("🤝 Register somebody")),
    ("menu", MENU),
)


def application_state(broker: Broker, scene: FormContext) -> Message:
    """How it stands, and what to do next."""
    speech = scene.speech
    said = {
        BrokerState.APPLIED: lambda: speech(WAITS),
        BrokerState.APPROVED: lambda: villages_covered(broker.villages, scene),
        BrokerState.REFUSED: lambda: speech(REFUSED, why=broker.why or "–"),
        BrokerState.SUSPENDED: lambda: speech(SUSPENDED, why=broker.why or "–"),
    }[broker.state]()
    return _with_choices(said, broker.state, speech)


def working_villages(areas: list[str], scene: FormContext) -> Message:
    """Is a broker already, by an invitation."""
    return _with_choices(villages_covered(areas, scene), BrokerState.APPROVED, scene.speech)


def application_sent(speech: Speech) -> Message:
    """Done, and what comes next."""
    return Message(speech(SENT), numbered([("menu", speech(MENU))]))


def villages_covered(areas: list[str], scene: FormContext) -> Markup:
    return scene.speech(APPROVED, villages=format_villages(sorted(areas), scene))


def _with_choices(said: Markup, state: BrokerState, speech: Speech) -> Message:
    choices: tuple[tuple[str, str], ...] = (("menu", MENU),)
    if state is BrokerState.REFUSED:
        choices = (("broker again", N_("✏️ Change it and send it again")), *choices)
    if state is BrokerState.APPROVED:
        choices = BEGIN
    return Message(said, numbered((choice, speech(label)) for choice, label in choices))
