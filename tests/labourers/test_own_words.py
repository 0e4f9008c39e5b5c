"""Own words, HTML among them, are kept and shown as they were typed."""

from tests.support.labourers.intake import (
    WHOLE,
    Step,
    arrive,
    asks_intake,
    begun,
    tap,
    walk,
)
from tests.support.town import ANA, Town

HTML = '<b>&amp; "x" <script>'
OWN = ("work_place", "work_what", "certificates", "limits")
PICKED = ("skills", "wanted_work")


async def test_html_in_every_text_field_stays_text(town: Town) -> None:
    await arrive(town.ana)
    for step in WHOLE:
        if step.key in PICKED:
            await town.ana.says(HTML)
            await town.ana.says("yes")
        else:
            if step.key in OWN:
                await town.ana.says(HTML)
            own = Step(step.key, HTML, HTML) if step.key in OWN else step
            await walk(town.ana, [own], typing=True)
    entry = await town.entry(ANA)
    assert entry is not None
    assert {entry[key] for key in OWN} == {HTML}
    assert [entry[key] for key in PICKED] == [[HTML], [HTML]]
    await town.ana.says("/me")
    await town.ana.says("/me")
    assert town.ana.last.count(HTML) == len(OWN) + len(PICKED)


async def test_something_else_asks_for_ones_own_words(town: Town) -> None:
    await begun(town, ANA, "ethnicity")
    await tap(town.ana, "Something else")
    assert "in your own words" in town.ana.last
    await town.ana.says("Xibe")
    assert (await town.given(ANA) or {})["ethnicity"] == "Xibe"


async def test_back_from_ones_own_words_leads_to_the_list(town: Town) -> None:
    await begun(town, ANA, "ethnicity")
    await tap(town.ana, "Something else")
    await town.ana.says("0")
    assert asks_intake(town.ana, "ethnicity")
    await town.ana.says("1")
    assert (await town.given(ANA) or {})["ethnicity"] == "han"
