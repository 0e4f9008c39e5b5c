"""Work can be looked at before registration, and nothing is recorded for it."""

from dialogue.core.form_screens import MORE
from dialogue.core.i18n import OWN_NAMES
from tests.support.labourers.intake import EN, asks_intake, labels, tap
from tests.support.notices.chat import registered_person
from tests.support.town import ANA, Town
from tests.support.vacancies.chat import offered_vacancy

LOOK, REGISTER = "💼 Just look at the work on offer", "📝 Register myself"
KEPT = ("labourer", "draft", "interest", "audit_record", "outbox")


async def test_a_stranger_looks_at_work_and_nothing_of_it_is_kept(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await town.settled()
    before = await town.rows()
    await town.ana.start()
    await tap(town.ana, OWN_NAMES[EN])
    await tap(town.ana, LOOK)
    assert vacancy.post in town.ana.last
    assert not any("I'd like this" in label for label in labels(town.ana))
    after = await town.rows()
    assert [table for table in KEPT if after[table] != before[table]] == []
    (own,) = [one for one in after["account"] if one not in before["account"]]
    assert (own["consented_at"], own["labourer_id"]) == (None, None)
    await tap(town.ana, REGISTER)
    assert "May we?" in town.ana.last
    await town.ana.says("yes")
    assert asks_intake(town.ana, "name")


async def test_a_link_or_words_lead_there_after_the_language(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await town.ana.says("我想找活儿干")
    await tap(town.ana, "English")
    assert vacancy.post in town.ana.last
    await town.ana.says("/menu")
    assert await town.entry(ANA) is None


async def test_the_link_shows_who_is_registered_what_it_shows_in_the_menu(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await registered_person(town, ANA)
    await town.ana.says("/work")
    by_menu = labels(town.ana)
    await town.ana.says("/start work")
    assert vacancy.post in town.ana.last
    assert labels(town.ana) == by_menu
    assert any("I'd like this" in label for label in by_menu)


async def test_a_stranger_looks_at_one_after_the_other(town: Town) -> None:
    posts = [(await offered_vacancy(town, post=post)).post for post in ("缝纫工", "焊工")]
    await town.ana.start()
    await tap(town.ana, OWN_NAMES[EN])
    await tap(town.ana, LOOK)
    assert "Work on offer: 1 of 2" in town.ana.last
    seen = [post for post in posts if post in town.ana.last]
    await tap(town.ana, MORE)
    assert "Work on offer: 2 of 2" in town.ana.last
    seen += [post for post in posts if post in town.ana.last]
    assert sorted(seen) == sorted(posts)
