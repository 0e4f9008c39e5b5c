"""What people were told, held against what is kept: what is lost, what is there twice."""

from collections import Counter
from typing import Any

from bot.telegram.addresses import telegram_address
from dialogue.core.form import FormContext
from dialogue.core.form_screens import shown_answer
from dialogue.core.i18n import Speech
from dialogue.labourers.form_intake import INTAKE
from models.accounts import account
from models.core import regions
from models.core.audit import Act
from models.core.vocabulary import Language
from models.labourers import ledger, own_entry
from tests.resilience.chaos.labourer import Labourer
from tests.support.accounts.factory import accounts_by_chat
from tests.support.town import Town

STATES = {"seated": {"seated"}, "queued": {"queued", "seated"}, "left": {"withdrawn", "declined"}}
PLACED = "placement"
# Whoever confirms a placement works there from then on.
BECOMES_ANOTHER = str(Speech(Language.EN)(INTAKE.of("status").label))


class Books:
    """The store at the end of a run, of which each question gives what is wrong."""

    def __init__(
        self, entries: dict[int, dict[str, str]], rows: dict[str, list[dict[str, Any]]]
    ) -> None:
        self._entries, self._rows = entries, rows
        self._accounts = accounts_by_chat(rows)

    def lost(self, people: list[Labourer], reported: set[str]) -> list[str]:
        """What somebody was told is saved, and is not."""
        return [f"{one.name}: {what}" for one in people for what in self._missing(one, reported)]

    def _missing(self, one: Labourer, reported: set[str]) -> list[str]:
        told, entry = one.told, self._entries.get(one.phone.person_id, {})
        facts = [*told.noted.items(), *told.summed_up.items()]
        wrong = [
            f"{label} {said}, is {entry.get(label)}"
            for label, said in facts
            if entry.get(label) != said and not (label == BECOMES_ANOTHER and told.confirmed)
        ]
        wrong += ["not registered"] * (told.registered.is_set() and not entry)
        seat, placed = self._seat(one), self._placed(one)
        wrong += [f"{told.seat}, is {seat}"] * bool(told.seat and seat not in STATES[told.seat])
        wrong += ["not reported"] * (one.name in reported and not placed)
        wrong += ["not confirmed"] * (told.confirmed and placed[:1] != ["confirmed"])
        return wrong

    def double(self, people: list[Labourer]) -> list[str]:
        """What was done once and is kept more than once."""
        wrong = [
            f"{one.name}: placed {len(self._placed(one))} times"
            for one in people
            if len(self._placed(one)) > 1
        ]
        wrong += [
            f"{row['labourer_id']}: signed up {row['asked']} times"
            for row in self._rows["sign_up"]
            if row["asked"] > 1
        ]
        # Each thing more that somebody says of a placement, or of themselves, is a line of its own.
        acts = Counter(
            (row["act"], row["labourer_id"], row["subject"], row["subject_id"])
            for row in self._rows["audit_record"]
            if row["act"] not in (Act.ADDED, Act.CHANGED)
        )
        told = Counter(
            (row["labourer_id"], row["fact"], str(row["after"]))
            for row in self._rows["ledger_change"]
        )
        wrong += [f"{fact}: {count} times" for fact, count in told.items() if count > 1]
        wrong += [f"{act}: {count} times" for act, count in acts.items() if count > 1]
        extra = len(self._rows["labourer"]) - len(people)
        return wrong + [f"{extra} entries too many"] * bool(extra)

    def crooked(self) -> list[str]:
        """What does not agree with itself: seats given, and seats taken."""
        if len(self._rows["notice"]) != 1:
            return [f"{len(self._rows['notice'])} fairs"]
        (fair,) = self._rows["notice"]
        seated = [row for row in self._rows["sign_up"] if row["state"] == "seated"]
        right = fair["taken"] == len(seated) <= fair["capacity"]
        return [] if right else [f"{fair['taken']} taken, {len(seated)} seated"]

    def _labourer(self, one: Labourer) -> int | None:
        row = self._accounts.get(one.phone.person_id)
        return row["labourer_id"] if row else None

    def _seat(self, one: Labourer) -> str:
        mine = self._labourer(one)
        return next(
            (str(r["state"]) for r in self._rows["sign_up"] if r["labourer_id"] == mine), ""
        )

    def _placed(self, one: Labourer) -> list[str]:
        mine = self._labourer(one)
        return [str(r["state"]) for r in self._rows[PLACED] if r["labourer_id"] == mine]


async def open_books(town: Town, people: list[Labourer]) -> Books:
    """Each person's entry as it is said to people, and all rows."""
    numbers = [one.phone.person_id for one in people]
    entries = {number: await _entry(town, number) for number in numbers}
    return Books(entries, await town.rows())


async def _entry(town: Town, number: int) -> dict[str, str]:
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(number))
        labourer = await own_entry.get_own_entry(session, known) if known else None
        if labourer is None:
            return {}
        kept = await ledger.get_facts(session, labourer)
        speech = Speech(Language.EN)
        scene = FormContext(speech, town.clock.now().date(), await regions.get_gazetteer(session))
        return {
            str(speech(q.label)): shown_answer(q, kept.get(q.key), scene) for q in INTAKE.questions
        }
