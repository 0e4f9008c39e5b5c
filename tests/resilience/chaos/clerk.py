"""Dai of a run: writes one fair, and publishes it."""

from dataclasses import replace

from dialogue.notices.publication import PUBLISH, WRITE
from tests.resilience.chaos.somebody import Somebody
from tests.support.labourers.intake import EN
from tests.support.notices.chat import FAIR, asks_notice
from tests.support.town import DAI, Town

GOES_OUT = (
    *("goes out now", "is out.", "is going out", "getting the list", "is on its way already"),
    *("📤 going out", "✅ out"),
)


class Clerk(Somebody):
    """Dai. The fair has so many seats."""

    def __init__(self, town: Town, patience: float, seats: int) -> None:
        super().__init__(town, DAI.id, patience)
        self._steps = tuple(
            replace(step, says=str(seats)) if step.key == "capacity" else step for step in FAIR
        )

    async def publishes(self) -> None:
        """Until told that it goes out."""
        while not self.reads(*GOES_OUT):
            await self._goes_on()

    async def _goes_on(self) -> None:
        step = next((one for one in self._steps if asks_notice(self.phone, one.key)), None)
        if step is not None and not step.taps:
            await self.says(step.words(EN))
        elif step is not None:
            for label in step.taps:
                await self.taps(label)
        elif self.offered(PUBLISH):
            await self.taps(PUBLISH)
        elif self.offered("№"):
            await self.taps_any("№")
        elif self.offered(WRITE):
            await self.taps(WRITE)
        else:
            await self.says("/notices")
