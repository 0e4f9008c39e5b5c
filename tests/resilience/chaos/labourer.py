"""A labourer of a run: registers, signs up to the fair, confirms the work; notes what is told."""

import asyncio
import re
from dataclasses import dataclass, field

from dialogue.notices.notice import SIGN, WITHDRAW
from sandbox.chats.phone import words
from tests.resilience.chaos.somebody import Somebody
from tests.support.labourers.intake import AGREE, GO_ON, LABELS, SKIP, Step, asks_intake
from tests.support.town import Town

NOTED = re.compile(r"^✓ (.+?): (.+)$", re.MULTILINE)
SUMMED_UP = re.compile(r"^(?!✓)(.+?): (.+)$", re.MULTILINE)
ENTRY = "📋 What is kept about me"
# What is asked after registration, where it was left.
MORE = ("📝 A few more questions", "▶️ Go on: More about you")
SEATS = {
    "seated": ("You are signed up", "A seat is yours now"),
    "queued": ("on the waiting list",),
    "left": ("no longer signed up", "All right, not “"),
}
SURE = "your seat goes to one of them"
CONFIRMED = "Thank you, that is noted"
# Who taps an answered question again is told this, and sees the menu.
ANSWERED = "That has changed in the meantime."
TO_CONFIRM = ("No, nobody did", "Signed", "Yes, all of it")


@dataclass
class Told:
    """What somebody was told is saved; `noted` and `summed_up` by the label of the question."""

    registered: asyncio.Event = field(default_factory=asyncio.Event)
    noted: dict[str, str] = field(default_factory=dict)
    summed_up: dict[str, str] = field(default_factory=dict)
    seat: str = ""
    confirmed: bool = False


NOTHING_ON = "There is nothing on for you just now"


class Labourer(Somebody):
    """One of them, who `comes` to the fair or gives the seat back; who is unsure acts twice."""

    comes, is_unsure = True, False

    def __init__(self, town: Town, number: int, patience: float, steps: tuple[Step, ...]) -> None:
        super().__init__(town, number, patience)
        self.steps = steps
        self.told = Told()
        self.asked = self.done = self._is_sure = False
        self._read: dict[int, str] = {}

    @property
    def name(self) -> str:
        return str(self.steps[0].says)

    @property
    def is_through_with_the_fair(self) -> bool:
        """Whether they were told of a seat, or that it is given back where they do not come."""
        return bool(self.told.seat) and (self.comes or self.told.seat == "left")

    async def registers(self) -> None:
        """Answer whatever is asked, until told to be in the ledger."""
        while not self.told.registered.is_set():
            await self._answers()
            self._notes()

    async def _answers(self) -> None:
        step = next((one for one in self.steps if asks_intake(self.phone, one.key)), None)
        if step is not None:
            await self._gives(step)
        elif self.offered("English"):
            await self.taps("English")
        elif self.offered(AGREE):
            await self.taps(AGREE)
        elif self.offered(GO_ON):
            told = dict(SUMMED_UP.findall(self.phone.last))
            self.told.summed_up = {label: told[label] for label in LABELS.values() if label in told}
            await self.taps(GO_ON)
        elif more := next((one for one in MORE if self.offered(one)), None):
            await self.taps(more)
        elif self.offered(SKIP):
            await self.taps(SKIP)
        else:
            await self.says("/start")

    async def _gives(self, step: Step) -> None:
        if not step.taps:
            await self.says(str(step.says))
        for label in step.taps:
            await self.taps(label)

    def _notes(self) -> None:
        """What the phone says anew: an answer is kept, or the whole entry."""
        for message in self.phone.received:
            text = words(message)
            if self._read.get(message["message_id"]) != text:
                self._read[message["message_id"]] = text
                self.told.noted |= dict(NOTED.findall(text))
        if self.offered(ENTRY) and not any(self.offered(one) for one in MORE):
            self.told.registered.set()

    async def signs_up(self) -> None:
        """To the fair, however often it takes; some give the seat back."""
        while not self.told.seat:
            if await self.waits_for(SIGN):
                await self.taps_any("Sign me up")
            else:
                await self.says("/on")
            self._notes_seat()
        if self.is_unsure:
            await self.taps_any("Sign me up")
            self._notes_seat()
        while not self.is_through_with_the_fair:
            await self._leaves()

    async def _leaves(self) -> None:
        """Who sees no such button any more looks whether the seat is given back already."""
        if self.has(WITHDRAW):
            await self.taps_any(WITHDRAW)
        else:
            await self.says("/on")
        if self.reads(SURE):
            await self.taps(WITHDRAW)
            self._is_sure = True
        self._notes_seat()
        back = self.offered("Sign me up") and self.reads("For you:")
        # What was given back is left out of what is on for them: the answer may have been lost.
        if back or (self._is_sure and self.reads(NOTHING_ON)):
            self.told.seat = "left"

    def _notes_seat(self) -> None:
        """What was said of the seat last; other news may lie below it."""
        for message in self.phone.received:
            for seat, said in SEATS.items():
                if any(one in words(message) for one in said):
                    self.told.seat = seat

    async def confirms(self) -> None:
        """That the work is as reported, as soon as that is asked."""
        while not await self.waits_for(TO_CONFIRM[-1]):
            # Who was thought to have blocked the bot is written to again once they write.
            await self.says("/menu")
        self.asked = True
        first = self.button(TO_CONFIRM[-1])
        while not self.told.confirmed:
            # Whichever comes last: a tapped question turns into the next where it stands.
            label = next((label for label in TO_CONFIRM if self.has(label)), None)
            taps = 1 + self.is_unsure if label else 0
            await asyncio.gather(*(self.taps_any(str(label)) for _ in range(taps)))
            if label is None:
                await self.taps_of_old(*first)
            self.told.confirmed = self.has(CONFIRMED) or self.has(ANSWERED)
        self.done = True
