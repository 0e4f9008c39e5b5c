"""A changed account: the office gives the entry back, and nobody takes one over unseen."""

from models.core.audit import Act
from tests.support.grievances.chat import colleague, opens_bot_in_english
from tests.support.labourers.intake import AGREE, arrive, labels, tap
from tests.support.notices.chat import newest_text, registered_person
from tests.support.placements.chat import chooses_language
from tests.support.town import ANA, BEN, CHEN, Town

GIVE, SEEN = "🔑 Lost or new phone: give a code", "🪪 I saw the ID card: give the code"
STOP = "⛔ It was not me: stop it"


async def gives_code(town: Town, name: str = "安娜安娜") -> str:
    """Dai of the office looks the person up, sees the card, and gives a code."""
    await opens_bot_in_english(town.dai)
    await town.dai.says("/menu")
    await tap(town.dai, "👥 People and brokers")
    await tap(town.dai, "🔎 Find an entry")
    await town.dai.says(name)
    await tap(town.dai, name)
    await tap(town.dai, GIVE)
    assert "is it really them" in town.dai.last
    await tap(town.dai, SEEN)
    return "".join(sign for sign in town.dai.last.partition("The code")[0] if sign.isdecimal())


async def types_code(town: Town, code: str) -> None:
    """Ben is Ana's new phone."""
    await arrive(town.ben)
    await town.ben.says("/menu")
    await tap(town.ben, "🔑 I have a code")
    await town.ben.says(code)


async def test_who_lost_the_phone_has_the_entry_on_the_new_one(each_town: Town) -> None:
    town = each_town
    eve = await colleague(town, CHEN)
    labourer = await registered_person(town, ANA)
    code = await gives_code(town)
    await town.settled()
    assert "gave a code for your entry" in await newest_text(town.ana)
    assert "A colleague gave" in await newest_text(eve)
    await types_code(town, code)
    assert "This is your entry now." in town.ben.last
    await town.settled()
    assert "this one is closed" in await newest_text(town.ana)
    await town.ana.says("/me")
    assert "安娜安娜" not in town.ana.last
    rows = await town.rows()
    assert [one["labourer_id"] for one in rows["account"] if one["labourer_id"]] == [labourer.id]
    acts = [row["act"] for row in rows["audit_record"] if row["labourer_id"] == labourer.id]
    assert [act for act in acts if act in ("viewed", "code_issued", "claimed")] == [
        Act.VIEWED,
        Act.CODE_ISSUED,
        Act.CLAIMED,
    ]


async def test_who_did_not_ask_for_it_stops_the_code_and_the_office_hears(town: Town) -> None:
    await registered_person(town, ANA)
    code = await gives_code(town)
    await town.settled()
    await tap(town.ana, STOP)
    assert "Stopped." in town.ana.last
    await types_code(town, code)
    assert await town.entry(BEN) is None
    assert await town.entry(ANA) is not None
    await town.settled()
    assert "was stopped" in await newest_text(town.dai)


async def test_a_code_for_a_new_phone_needs_an_entry_of_the_county_without_a_role(
    town: Town,
) -> None:
    await chooses_language(town)
    await registered_person(town, CHEN)
    await opens_bot_in_english(town.dai)
    await town.dai.says("/menu")
    await tap(town.dai, "👥 People and brokers")
    await tap(town.dai, "🔎 Find an entry")
    await town.dai.says("陈陈")
    await tap(town.dai, "陈陈")
    await tap(town.dai, GIVE)
    assert "Please end that role first" in town.dai.last
    away = await colleague(town, BEN, "220822")
    await away.says("/menu")
    await tap(away, "👥 People and brokers")
    await tap(away, "🔎 Find an entry")
    await away.says("陈陈")
    assert "Nobody of your county fits." in away.last
    assert not any("陈陈" in label for label in labels(away))


async def test_what_waits_for_the_person_goes_to_the_new_phone(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    code = await gives_code(town)
    await types_code(town, code)
    await town.ben.says("/me")
    assert "安娜安娜" in town.ben.last
    rows = await town.rows()
    old = next(one for one in rows["account"] if one["labourer_id"] is None and one["id"] > 2)
    assert (old["consented_at"], old["draft_id"]) == (None, None)
    await town.settled()
    assert await agrees_anew(town)


async def agrees_anew(town: Town) -> bool:
    """Whoever has the old phone is a stranger, whatever else comes there."""
    await town.ana.says("hello")
    return any(AGREE in str(message) for message in town.ana.received)
