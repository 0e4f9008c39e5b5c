"""Two entries that may be one person: both beside each other, and what the office decides."""

from functools import partial
from typing import Any, NamedTuple

from console.core.listing import asked_page, pages_around
from console.core.office import Answer, Goto, Screen, View, not_found, refused
from console.core.pages import Link, Pages
from console.core.trails import name_account, read_trail
from dialogue.core.form_screens import shown_answer
from dialogue.core.i18n import N_
from dialogue.labourers.doubles import ACTS, SURE, allowed_steps
from dialogue.labourers.entry import fill_form
from dialogue.parsing.id_number import masked
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.labourers import doubles, ledger
from models.labourers.doubles import DoublePair
from models.labourers.labourer import Labourer
from models.privacy import merging

pages = Pages(links=(Link(70, "/doubles", N_("Doubles")),))
# The name leads to the entry, above the other answers.
NAME, NUMBER = "name", "id_number"


class Fact(NamedTuple):
    """One line of both entries; whether they differ in it."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


@pages.look("/doubles")
async def list_doubles(view: View) -> Answer:
    """Those that wait, the longest first."""
    counties = view.actor.roles.counties()
    found = await doubles.list_waiting_doubles(view.session, counties, asked_page(view))
    shown = {"found": found, "around": pages_around(view, found)}
    return Screen("labourers/doubles.html", shown)


async def _find(view: View) -> DoublePair | None:
    counties = view.actor.roles.counties()
    return await doubles.get_waiting_double(view.session, view.number(), counties)


@pages.look("/doubles/{id}")
async def show_double(view: View) -> Answer:
    """Both entries; that they were looked at goes into the trail."""
    pair = await _find(view)
    if pair is None:
        return not_found()
    first, second = pair.both()
    shown: dict[str, Any] = {
        "pair": pair,
        "facts": await _compare(view, first, second),
        "registered": [await _registered_by(view, one) for one in pair.both()],
        "steps": allowed_steps(pair),
        "labels": ACTS,
        "sure": SURE,
        "two_accounts": await merging.has_two_accounts(view.session, pair),
        "trail": await read_trail(view, Subject.DOUBLE, pair.double.key()),
    }
    noted = partial(doubles.note_viewed, number=pair.double.key())
    return Screen("labourers/double.html", shown, noted=noted)


async def _registered_by(view: View, one: Labourer) -> Any:
    return await name_account(view, one.read_out_by, one.registered_at)


async def _compare(view: View, first: Labourer, second: Labourer) -> list[Fact]:
    """The answers of both, in the order of the form."""
    both = [await _answers(view, one) for one in (first, second)]
    return [
        Fact(label, both[0].get(label, "–"), both[1].get(label, "–"))
        for label in dict.fromkeys([*both[0], *both[1]])
    ]


async def _answers(view: View, one: Labourer) -> dict[str, str]:
    filled = fill_form(await ledger.get_facts(view.session, one), view.scene)
    return {
        question.label: masked(one.id_number or "") or "–"
        if question.key == NUMBER
        else str(shown_answer(question, filled.answers[question.key], view.scene))
        for question in filled.asked
        if question.key in filled.answers and question.key != NAME
    }


@pages.act("/doubles/{id}/{step}")
async def decide(view: View) -> Answer:
    """Whose the number is, one person, or two."""
    pair, step = await _find(view), view.path.get("step", "")
    if pair is None:
        return not_found()
    if step not in allowed_steps(pair):
        return refused(Refusal("double_settled"))
    done = await _decide(view, pair, step)
    if done is not None:
        return Goto(f"/doubles/{pair.double.key()}", refusal=done)
    return Goto("/doubles", said=N_("Decided."))


async def _decide(view: View, pair: DoublePair, step: str) -> Refusal | None:
    if step == "apart":
        return await doubles.keep_apart(view.session, pair, view.actor)
    theirs = pair.first if step.endswith("first") else pair.second
    if not step.startswith("keep"):
        return await doubles.give_number(view.session, pair, theirs, view.actor)
    account = str(view.form.get("account", ""))
    several = await merging.has_two_accounts(view.session, pair)
    if several and account not in ("first", "second"):
        return Refusal("double_account")
    other = several and step != f"keep{account}"
    return await merging.merge_entries(
        view.session, pair, theirs, view.actor, with_other_account=other
    )
