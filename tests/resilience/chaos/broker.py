"""A broker of a run: reports one person after the other, and notes who was told to be reported."""

from dialogue.placements.form_placement import PLACEMENT
from tests.resilience.chaos.somebody import Somebody
from tests.support.placements.chat import FACTORY
from tests.support.town import Town

RIGHT, SAVE = "Is everything right?", "✅ All right, save"
REPORTED, ALREADY = "Reported.", "You reported this person"
THROW_AWAY = "🗑 Throw these answers away"
# Only the first report at an employer is asked for the last four.
TAPPED = {
    "employer": FACTORY,
    "starts_on": "Today",
    "wage": "3500",
    "papers": "Contract and insurance",
    "brought": "On their own",
}
TYPED = {"post": "sewing"}
PROMPTS = {question.key: question.prompt for question in PLACEMENT.questions}


class Broker(Somebody):
    """One of them; `told` are the names that were said to be reported."""

    def __init__(self, town: Town, number: int, patience: float) -> None:
        super().__init__(town, number, patience)
        self.told: set[str] = set()

    async def reports(self, name: str) -> None:
        """Somebody at the factory from today on."""
        while name not in self.told:
            await self._goes_on(name)

    async def reports_again(self, name: str) -> None:
        """The same once more, as who is not sure does."""
        self.told.discard(name)
        await self.says("/report")
        await self.reports(name)

    async def _goes_on(self, name: str) -> None:
        asked = next((key for key, prompt in PROMPTS.items() if self.reads(prompt)), None)
        if asked == "who":
            # Without an answer the screen still shows what was said of the person before.
            if await self.says(name) and self.reads(ALREADY):
                self.told.add(name)
        elif asked in TAPPED:
            await self.taps_any(TAPPED[asked])
            self._notes(name)
        elif asked in TYPED:
            await self.says(TYPED[asked])
        elif self.reads(RIGHT):
            await self._saves(name)
        elif asked or self.offered(THROW_AWAY):
            await self._begins_anew()
        else:
            await self.says("/report")

    async def _saves(self, name: str) -> None:
        """A name typed twice may have become an employer's: then it is begun anew."""
        if name not in self.phone.last or FACTORY not in self.phone.last:
            return await self._begins_anew()
        await self.taps(SAVE)
        return self._notes(name)

    def _notes(self, name: str) -> None:
        """A late answer may be about the person before: a report says whom it is of."""
        if self.reads(ALREADY) or (self.reads(REPORTED) and name in self.phone.last):
            self.told.add(name)

    async def _begins_anew(self) -> None:
        if not self.offered(THROW_AWAY):
            await self.says("/cancel")
        if self.offered(THROW_AWAY):
            await self.taps(THROW_AWAY)
