"""A walk: somebody whose right is gone tries everything; what they read of a person is found.

Many acts go in one batch, and the rows are looked at once for each batch. Only where something was
found they are done anew one by one, to tell which it was.
"""

import asyncio
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from models.core.refusal import Refusal
from sandbox.api.calls import Call
from sandbox.chats.people import Person
from sandbox.chats.phone_action import PhoneAction
from sandbox.control import PHONE_ACTIONS
from tests.resilience.intruders.life import NAME, SIGNS, Life, Situation
from tests.resilience.intruders.test_another_county import OF_SOMEBODY, records
from tests.support.accounts.factory import accounts_by_chat
from tests.support.labourers.intake import EN
from tests.support.permitted import PERMITTED
from tests.support.town import PATIENCE_SECONDS, Town

SEARCHES = ("珞璎", "璎", "珞璎 和盛", "+86 139 7777 0001", "大兴沟镇", "瑱", f"王小春、{NAME}")
# What the clock and every turn write.
PASSING = {
    "double_entry": ("told_at",),
    "account": ("draft_id",),
    "address": ("offered", "keyboard", "blocked_at"),
}
# Choices that would end an intruder's own account, or only change how they are spoken to.
LEFT_OUT = {"me:erase:yes", "me:erase:anyway", "language:", "discard:", "consent:no"}
# The buttons of forms, which the walk through forms taps.
OF_FORMS = {"resume:", "q:", "n:", "s:"}
CHANGED = ("name", "limits", "who", "people", "employer")
# After these something is typed that looks for people.
SEARCHED = {"report", "employers:find", "looks", "calls", "people", "menu", "write", "entries"}
# What tells whose a row is.
ABOUT = {
    "labourer_id": "somebody",
    "placement_id": "placement",
    "grievance_id": "grievance",
    "enquiry_id": "enquiry",
}
AT_ONCE = 60  # Telegram brings at most a hundred
A_BUG = str(explain_refusal(Refusal("went_wrong"), Speech(EN)))


@dataclass(frozen=True)
class Act:
    """A forged tap on a button with these `words`, or these words typed."""

    words: str
    typed: bool = False

    def __str__(self) -> str:
        return f"“{self.words}”" if self.typed else self.words


@dataclass
class Intruder:
    """Somebody's hands and eyes: what they do, and what they are sent by it."""

    town: Town
    who: Person
    since: int = 0

    @classmethod
    def of(cls, town: Town, who: Person) -> "Intruder":
        """Who reads from now on."""
        intruder = cls(town, who)
        intruder.gives_away()
        return intruder

    async def tries(self, *acts: Act) -> set[str]:
        """All of it at once; gives what was read by it."""
        exchange, update = self.town.sandbox.exchange, None
        chat = exchange.chats.of(self.who)
        newest = [one["message_id"] for one in exchange.messages.of(chat.id)][-1:]
        for act in acts:
            given = {"message_id": newest[0], "data": act.words, "forged": "1"}
            call = Call("tap", {"text": act.words} if act.typed else given)
            deed = PHONE_ACTIONS["text" if act.typed else "tap"]
            update = deed(PhoneAction(exchange, self.who, chat, call))
        assert update is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            await exchange.updates.acknowledged(int(update["update_id"]))
        return self.gives_away() - _typed(acts)

    def gives_away(self) -> set[str]:
        """What the messages, toasts and files since the last look give away."""
        calls = self.town.sandbox.exchange.calls.after(self.since)
        self.since = max((call["seq"] for call in calls), default=self.since)
        # A toast bears no chat.
        mine = [
            c for c in calls if str(c["params"].get("chat_id", self.who.id)) == str(self.who.id)
        ]
        text = json.dumps([call["params"] for call in mine], ensure_ascii=False)
        return signs(text + self._files(mine))

    def _files(self, calls: list[dict[str, Any]]) -> str:
        """What the files hold that came by these calls; of an archive, each file in it."""
        count = sum(call["method"] in ("sendDocument", "sendPhoto") for call in calls)
        exchange, held = self.town.sandbox.exchange, b""
        sent = [
            file
            for message in exchange.messages.of(self.who.id)
            for file in (message.get("document"), *(message.get("photo") or [])[-1:])
            if file and message["from"]["is_bot"]
        ]
        for file in sent[-count:] if count else ():
            about = exchange.files.find(file["file_id"])
            assert about is not None
            content = exchange.files.content(about)
            held += str(file.get("file_name", "")).encode() + content
            if zipfile.is_zipfile(io.BytesIO(content)):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    held += b"".join(archive.read(name) for name in archive.namelist())
        return held.decode(errors="replace")


def signs(text: str) -> set[str]:
    """What a text gives away; a fault of ours is a sign too."""
    plain = re.sub(r"(?<=\d)[ -](?=\d)", "", text)
    plain = re.sub(r"\\\\?u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), plain)
    found = {name for name, sign in SIGNS.items() if sign in plain}
    return found | ({"a bug"} if A_BUG in plain else set())


async def kept(town: Town, who: Person) -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row but what an intruder's own turns write: their account, entry, forms, and tries."""
    rows = await town.rows()
    for table in ("seen_update", "outbox", "attempt", "draft"):
        rows.pop(table, None)
    me = accounts_by_chat(rows)[who.id]
    mine = {"account": ("id", me["id"])}
    mine |= dict.fromkeys(("address", "role_term"), ("account_id", me["id"]))
    own = {("labourer_id", me["labourer_id"] or 0)}
    for table, columns in PASSING.items():
        for row in rows[table]:
            for column in columns:
                row.pop(column, None)
    return {
        (table, row.get("id", json.dumps(row, default=str, sort_keys=True))): row
        for table, of_table in rows.items()
        for row in of_table
        if not ({mine.get(table), *own} & _whose(table, row))
    }


def _whose(table: str, row: dict[str, Any]) -> set[tuple[str, Any]]:
    """What tells whose a row is."""
    entry = {("labourer_id", row["id"])} if table == "labourer" else set()
    return {(key, row.get(key)) for key in ("id", "account_id", "labourer_id")} | entry


def changes(before: dict[Any, Any], after: dict[Any, Any], life: Life) -> list[str]:
    """What was there and is another now; and what is new and about the person."""
    changed = []
    for (table, number), row in before.items():
        now = after.get((table, number), {})
        if columns := sorted(key for key in row if now.get(key, ...) != row[key]):
            changed.append(f"{table} {number}: {', '.join(columns) if now else 'gone'}")
    new = [(table, row) for (table, n), row in after.items() if (table, n) not in before]
    whose = {(column, life.numbers[name]) for column, name in ABOUT.items() if name in life.numbers}
    about = [f"new in {table}" for table, row in new if whose & {(k, row.get(k)) for k in ABOUT}]
    return sorted({*changed, *about})


def choices(life: Life, spares: frozenset[str]) -> Iterator[list[Act]]:
    """Every choice, with each step that its handlers know, and the numbers of the records.

    What leads to a search is followed by each.
    """
    numbers = {**dict.fromkeys(re.findall(r"\{(\w+)", str(PERMITTED)), 0), **life.numbers}
    steps = {record.format(**numbers): words for record, words in records().items()}
    for record, words in steps.items():
        if record.split(":")[0] + ":" in spares:
            continue
        taps = [record, *(f"{record}:{word}" for word in sorted(words))]
        taps += [f"{record}:{word}:{life.person}" for word in sorted(words & OF_SOMEBODY)]
        for word in sorted(words & {"file", "files"}):
            taps += [f"{record}:{word}:{numbers.get(file, 0)}" for file in ("paper", "photo")]
        taps += [f"{record}:change:{key}" for key in CHANGED if "change" in words]
        yield [Act(tap) for tap in taps]
    aside = tuple(LEFT_OUT | OF_FORMS | spares)
    for choice, _ in PERMITTED.values():
        if choice.startswith(aside):
            continue
        tap = Act(choice.format(**numbers))
        yield [tap]
        for typed in SEARCHES if choice in SEARCHED else ():
            yield [tap, Act(typed, typed=True)]


def batches(life: Life, spares: frozenset[str]) -> Iterator[list[list[Act]]]:
    """The same, as many together as one batch takes."""
    batch: list[list[Act]] = []
    for acts in choices(life, spares):
        if _typed(acts):
            yield [acts]
            continue
        if batch and sum(map(len, batch)) + len(acts) > AT_ONCE:
            yield batch
            batch = []
        batch.append(acts)
    yield batch


def _typed(acts: Iterable[Act]) -> set[str]:
    """Signs that they type themselves, which are often said back."""
    return signs(" ".join(act.words for act in acts if act.typed))


async def walks(town: Town, situation: Situation, life: Life) -> list[str]:
    """Every choice, list and search; gives what was read or changed by which."""
    intruder, wrong = Intruder.of(town, situation.who), []
    before = await kept(town, situation.who)
    for batch in batches(life, situation.spares):
        acts = [act for together in batch for act in together]
        found = await intruder.tries(*acts) - situation.knows
        after = await kept(town, situation.who)
        if changed := changes(before, after, life):
            wrong.append(f"{acts[0]} … {acts[-1]}: changes {changed}")
        before = after
        if found:
            wrong.append(f"{acts[0]} … {acts[-1]}: shows {sorted(found)}")
            wrong += [one for acts in batch for one in await _alone(intruder, acts, situation)]
    return wrong


async def _alone(intruder: Intruder, acts: list[Act], situation: Situation) -> list[str]:
    """Of a few acts, one by one, those that show something."""
    found = [(act, await intruder.tries(act) - situation.knows) for act in acts]
    return [f"  {act}: shows {sorted(shown)}" for act, shown in found if shown]
