"""Erasing: what is open before one's own entry goes, and the office's requests about others."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from models.core.paging import Page
from models.grievances.grievance import Grievance
from models.labourers.labourer import Labourer
from models.privacy.erasure_request import ErasureRequest
from models.privacy.open_matters import CLOSABLE, WAITED_FOR, Matter, OpenMatter

MENU = N_("Menu")
WHAT = {
    OpenMatter.GRIEVANCE: N_("🆘 what you told the county office (№{number}): it would be closed"),
    OpenMatter.DISPUTE: N_("❗ the report that you said is not so: nobody would look into it"),
    OpenMatter.PLACEMENT: N_("💼 the work you were reported at: your word on it would be gone"),
    OpenMatter.PAID: N_(
        "💼 the work that was confirmed for you: it stays in the accounts, nameless. With it stays "
        "a code made of your ID number, so that nobody is paid for you twice"
    ),
    OpenMatter.SEAT: N_("🎟 your seat: somebody else would get it"),
    OpenMatter.ENQUIRY: N_("💬 what you asked (№{number}): nobody would answer it"),
}
SHORT = {
    OpenMatter.GRIEVANCE: N_("🆘 Grievance №{number}"),
    OpenMatter.DISPUTE: N_("❗ Disputed placement №{number}"),
    OpenMatter.PLACEMENT: N_("💼 Placement №{number} in review"),
    OpenMatter.PAID: N_("✅ Approved placement №{number}"),
    OpenMatter.SEAT: N_("🎟 A seat"),
    OpenMatter.ENQUIRY: N_("💬 A message №{number} that waits for an answer"),
}
OF_YUAN = N_("{what} ({amount} yuan)")
# As many as a screen shows; of more the count is said.
LINES = 8


def matter_lines(
    matters: Sequence[Matter], words: dict[OpenMatter, str], speech: Speech
) -> list[Markup]:
    said = []
    for matter in matters[:LINES]:
        what = speech(words[matter.what], number=matter.number)
        if matter.amount:
            what = speech(OF_YUAN, what=what, amount=matter.amount)
        said.append(Markup("• {}").format(what))
    if more := len(matters) - len(said):
        said.append(speech(N_("… and {count} more"), count=more))
    return said


def own_erasure_question(matters: Sequence[Matter], speech: Speech, noted: str = "") -> Message:
    """Something is open: let the office finish it, close it, or erase all the same?"""
    head = speech(N_("⚠️ <b>This is still open. Deleting everything ends it:</b>"))
    end = speech(N_("You can let the office finish it first, and delete everything later."))
    before = [Markup("{}\n").format(speech(noted))] if noted else []
    text = Markup("\n").join([*before, head, *matter_lines(matters, WHAT, speech), end])
    told = [one.number for one in matters if one.what is OpenMatter.GRIEVANCE][:3]
    see = [(f"trouble:{one}", speech(N_("🔎 See №{number}"), number=one)) for one in told]
    kinds = {one.what for one in matters}
    later = "me:erase:later" if kinds & set(WAITED_FOR) else "me"
    close = [("me:erase:close", speech(CLOSE))] if kinds & set(CLOSABLE) else []
    choices = (
        (later, speech(N_("Let the office finish it first"))),
        *see,
        *close,
        ("me:erase:anyway", speech(N_("Delete everything all the same"))),
    )
    back = Button(str(speech(BACK)), "me")
    return Message(text, (*numbered(choices), (back,)))


CLOSE = N_("✅ It is settled: take it back")
CLOSED = N_("✅ Taken back. The county office is told.")


def erasing_later(speech: Speech) -> Message:
    """Nothing is erased: they are asked once nothing is open."""
    text = speech(
        N_(
            "👌 <b>Nothing is deleted yet.</b> I ask you as soon as nothing is open any more. "
            "You can still delete everything at any time: /me"
        )
    )
    return Message(text, numbered([("menu", speech(MENU))]))


def erasure_due(speech: Speech) -> Message:
    """To who waited: nothing is open any more."""
    text = speech(
        N_(
            "<b>Nothing of yours is open any more.</b> You wanted everything deleted then. "
            "Shall I do that now? It cannot be undone."
        )
    )
    choices = (
        ("me", speech(N_("No, keep it")), "deny refuse"),
        ("me:erase:yes", speech(N_("Yes, delete everything")), "affirm"),
    )
    return Message(text, numbered(choices))


def erasure_requested(speech: Speech, name: str) -> Message:
    """To whoever asked for somebody else: the office decides."""
    text = speech(
        N_("📨 The county office is asked to delete {name}'s entry. It calls them first."),
        name=name,
    )
    return Message(text, numbered([("people", speech(N_("All people"))), ("menu", speech(MENU))]))


def requests_message(
    page: Page[tuple[ErasureRequest, Labourer]], count: int, speech: Speech
) -> Message:
    """One page of the requests, the longest waiting first."""
    head = N_("<b>🗑 Asked to be deleted: {count}</b>") if count else N_("Nobody asks for that now.")
    labels = [(f"erasure:{one.id}", who.name) for one, who in page.items]
    back = (Button(str(speech(BACK)), "menu"),)
    rows = (*numbered(labels, 2), *page_buttons(page, "erasures:", speech), back)
    return Message(speech(head, count=count), rows)


def request_message(
    request: ErasureRequest,
    labourer: Labourer,
    where: str,
    matters: Sequence[Matter],
    speech: Speech,
) -> Message:
    """Whom it is about, what is open, and what the office can do."""
    phone = labourer.phone or speech(N_("no phone number is known"))
    head = Markup("<b>{}</b> · {}\n📞 {}").format(labourer.name, where, phone)
    asked = speech(N_("Account {number} asked for it."), number=request.asked_by)
    still = speech(N_("<b>Still open:</b>")) if matters else speech(N_("Nothing is open."))
    call = speech(N_("Please call the person first: it is their word that counts."))
    text = Markup("\n").join([head, asked, still, *matter_lines(matters, SHORT, speech), call])
    here = f"erasure:{request.id}"
    choices = (
        ("erasures", N_("All requests")),
        (f"{here}:keep", N_("↩️ They want to keep it")),
        (f"{here}:erase", N_("🗑 I called: delete everything")),
    )
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def request_notice(speech: Speech) -> Message:
    """To staff: somebody asks that an entry be erased."""
    text = speech(N_("🗑 <b>The office is asked to delete somebody's entry.</b>"))
    return Message(text, numbered([("erasures", speech(N_("Show them")))]))


def ended_by_erasure(speech: Speech, number: int, grievance: Grievance | None = None) -> Message:
    """To staff: a grievance ended because its person was erased; what it was about is left."""
    text = speech(
        N_("🗑 Grievance №{number}: its person had everything deleted, and it ended so."),
        number=number,
    )
    choices = [("grievances", speech(N_("All grievances")))]
    if grievance is not None:
        what = speech(labels.TROUBLES[grievance.kind])
        if grievance.amount:
            what = speech(OF_YUAN, what=what, amount=grievance.amount)
        text = Markup("{}\n{}").format(text, what)
        choices.insert(0, (f"grievances:{number}", speech(N_("Open it"))))
    return Message(text, numbered(choices))


def placement_ended_by_erasure(speech: Speech, number: int) -> Message:
    """To staff: a placement that was not approved lost its person."""
    text = speech(
        N_("🗑 Placement №{number}: its person had everything deleted before it was decided."),
        number=number,
    )
    choices = (("review", N_("🔎 Placements to look at")), ("menu", MENU))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))
