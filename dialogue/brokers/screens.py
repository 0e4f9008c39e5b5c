"""Brokers as the office sees them: who waits, one by one, all of them, and villages without one."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.form import FormContext
from dialogue.core.form_screens import BACK, BEFORE, MORE
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.fields.villages import format_villages
from dialogue.parsing.id_number import masked
from models.brokers import coverage
from models.brokers.broker import Broker, BrokerState
from models.brokers.coverage import TownshipCoverage
from models.brokers.roster import ListedBroker
from models.brokers.same_number import SameNumber
from models.core.gazetteer import COUNTY
from models.core.paging import Page

PAGE = 20
STATES = {
    BrokerState.APPLIED: N_("⏳ wants to be a broker"),
    BrokerState.APPROVED: N_("✅ works as a broker"),
    BrokerState.REFUSED: N_("not accepted"),
    BrokerState.SUSPENDED: N_("⏸ paused"),
}
ACTS = {
    BrokerState.APPLIED: (("approve", N_("✅ Accept")), ("refuse", N_("⛔ Not accept"))),
    BrokerState.APPROVED: (("suspend", N_("⏸ Pause")),),
    BrokerState.REFUSED: (),
    BrokerState.SUSPENDED: (("reinstate", N_("▶️ Let them work again")),),
}
NUMBERED = N_("Broker no. {number}")


def overview(waiting: int, brokers: int, without: int, speech: Speech) -> Message:
    """What there is to look at."""
    choices = (
        ("brokers:wait", speech(N_("⏳ Who wants to be a broker ({count})"), count=waiting)),
        ("brokers:all:1", speech(N_("🧑‍💼 All brokers ({count})"), count=brokers)),
        ("brokers:gaps", speech(N_("🏘 Villages without a broker ({count})"), count=without)),
        ("invite", speech(N_("✉️ Invite a broker or a colleague"))),
        ("menu", speech(N_("Menu"))),
    )
    return Message(speech(N_("<b>🧑‍💼 Labour brokers</b>")), numbered(choices))


def application_list(brokers: Page[Broker], speech: Speech) -> Message:
    """Who waits, the longest first."""
    head = N_("<b>They would like to be brokers</b>")
    if not brokers.items:
        head = N_("Nobody waits just now.")
    names = [(f"broker:{broker.who()}", broker.name) for broker in brokers.items]
    pages = page_buttons(brokers, "brokers:wait:", speech)
    return Message(speech(head), (*numbered(names, 2), *pages, _back("brokers", speech)))


def broker_list(listed: Sequence[ListedBroker], page: int, scene: FormContext) -> Message:
    """All by name, with how many villages each has; page by page."""
    speech = scene.speech
    last = max(1, -(-len(listed) // PAGE))
    page = min(max(page, 1), last)
    labels = [
        (f"broker:{one.account_id}", _line(one, scene))
        for one in listed[(page - 1) * PAGE : page * PAGE]
    ]
    pages = tuple(
        Button(str(speech(label)), f"brokers:all:{to}")
        for to, label in ((page - 1, BEFORE), (page + 1, MORE))
        if 1 <= to <= last
    )
    head = N_("<b>All brokers</b>") if listed else N_("There is no broker yet.")
    rows = (*numbered(labels), pages, _back("brokers", speech))
    return Message(speech(head), tuple(row for row in rows if row))


def broker_name(one: ListedBroker, speech: Speech) -> Markup:
    """What somebody is called; a number where nobody told it."""
    return Markup("{}").format(one.name) if one.name else speech(NUMBERED, number=one.account_id)


def _line(one: ListedBroker, scene: FormContext) -> Markup:
    count = coverage.count_villages(scene.regions, one.areas)
    line = scene.speech(
        N_("{name} · {count} villages"), name=broker_name(one, scene.speech), count=count
    )
    return Markup("⏸ {}").format(line) if one.state is BrokerState.SUSPENDED else line


def broker_card(
    listed: ListedBroker,
    scene: FormContext,
    noted: Markup | None = None,
    warned: Sequence[Markup] = (),
) -> Message:
    """All that is known of one, and what can be decided."""
    speech, here = scene.speech, f"broker:{listed.account_id}"
    head = Markup("<b>{}</b> · {}").format(
        broker_name(listed, speech), speech(STATES[listed.state])
    )
    parts = (noted, head, *_told(listed, scene), *warned)
    acts = [(f"{here}:{step}", speech(label)) for step, label in ACTS[listed.state]]
    acts.append((f"{here}:trail", speech(trail.OPEN)))
    text = Markup("\n").join(part for part in parts if part)
    return Message(text, (*numbered(acts), _back("brokers", speech)))


def same_number_warning(
    others: Sequence[SameNumber], counties: tuple[str, ...], scene: FormContext
) -> list[Markup]:
    """Who else applied with this number; of another county's nothing but the county."""
    head = N_("⚠️ <b>The same ID number stands elsewhere. Please look at the card.</b>")
    lines = [_same(one, one.county.startswith(counties), scene) for one in others]
    return [scene.speech(head), *lines] if lines else []


def _same(one: SameNumber, ours: bool, scene: FormContext) -> Markup:
    speech, where = scene.speech, scene.regions.full_name(one.county)
    if one.account_id is None:
        why = (one.why if ours else None) or "–"
        return speech(
            N_("• {where}: a broker who was paused and erased themselves. Why: {why}"),
            where=where,
            why=why,
        )
    name = one.name if ours else "–"
    return speech(
        N_("• {where}: {name} · {state}"), where=where, name=name, state=speech(STATES[one.state])
    )


def _told(listed: ListedBroker, scene: FormContext) -> list[Markup]:
    speech, broker = scene.speech, listed.broker
    lines = [(N_("Villages"), format_villages(sorted(listed.areas), scene))]
    if broker is None or not broker.id_number:
        return [*_lines(lines, speech), speech(N_("Came by an invitation."))]
    trained = speech(N_("Yes") if broker.trained else N_("No"))
    lines = [
        (N_("ID number"), masked(broker.id_number)),
        (N_("Phone"), broker.phone),
        (N_("Works for"), broker.organisation or "–"),
        *lines,
        (N_("Trained"), str(trained)),
        (N_("Known in the village"), broker.known_how or "–"),
    ]
    if broker.why and listed.state is broker.state:
        lines.append((N_("Why"), broker.why))
    return _lines(lines, speech)


def _lines(lines: Sequence[tuple[str, str]], speech: Speech) -> list[Markup]:
    said = N_("{question}: <b>{answer}</b>")
    return [speech(said, question=speech(label), answer=answer) for label, answer in lines]


def uncovered_townships(townships: Sequence[TownshipCoverage], scene: FormContext) -> Message:
    """Townships with how many of their villages are without a broker."""
    speech = scene.speech
    several = len({one.area.code[:COUNTY] for one in townships}) > 1
    labels = [
        (
            f"brokers:gaps:{one.area.code}",
            speech(
                N_("{name} {without} of {all}"),
                name=scene.regions.full_name(one.area.code) if several else one.area.name,
                without=len(one.without),
                all=one.villages,
            ),
        )
        for one in townships
    ]
    head = N_("<b>Villages without a broker</b>\nTap a township to see which.")
    if not townships:
        head = N_("Every village has a broker. 🎉")
    return Message(speech(head), (*numbered(labels, 2), _back("brokers", speech)))


def township_card(township: TownshipCoverage, scene: FormContext) -> Message:
    """One township's villages without a broker."""
    speech = scene.speech
    head = speech(
        N_("<b>{name}</b>: {without} of {all} villages have no broker"),
        name=scene.regions.full_name(township.area.code),
        without=len(township.without),
        all=township.villages,
    )
    names = Markup("{}").format(speech.listed(one.name for one in township.without))
    return Message(
        Markup("\n").join((head, names)),
        (*numbered([("invite", speech(N_("✉️ Invite a broker or a colleague")))]),
         _back("brokers:gaps", speech)),
    )  # fmt: skip


def application_received(broker: Broker, scene: FormContext) -> Message:
    """To staff: somebody wants to be a broker."""
    speech = scene.speech
    text = speech(
        N_("🧑‍💼 <b>{name}</b> would like to be a labour broker.\nVillages: {villages}"),
        name=broker.name,
        villages=format_villages(broker.villages, scene),
    )
    choices = (
        (f"broker:{broker.who()}", N_("🔎 Look at the application")),
        ("menu", N_("Menu")),
    )
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def _back(to: str, speech: Speech) -> tuple[Button, ...]:
    return (Button(str(speech(BACK)), to),)
