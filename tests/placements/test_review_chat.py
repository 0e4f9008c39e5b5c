"""The office looks at placements: approves, sends back, rejects; the evidence and the trail."""

import pytest

from sandbox.chats.phone import Phone
from tests.labourers.test_answering import asked, confirms, record
from tests.support.files import PDF
from tests.support.grievances.chat import told_grievance
from tests.support.labourers.intake import labels, tap, tells_refusal, toasts_refusal
from tests.support.placements.chat import (
    adds_paper,
    chooses_language,
    finds_placement,
    visible_person,
)
from tests.support.town import CHEN, DAI, Town
from tests.support.vacancies.chat import offered_vacancy


async def to_approve(town: Town) -> Phone:
    """Ana has confirmed, and Dai looks at the placement."""
    await asked(town)
    await confirms(town)
    return await looks(town)


async def looks(town: Town) -> Phone:
    await chooses_language(town, DAI)
    for choice in ("/review", "1", "1"):
        await town.dai.says(choice)
    return town.dai


async def test_what_each_party_said_stands_side_by_side(town: Town) -> None:
    dai = await to_approve(town)
    assert "🤝 The broker: Mon 23 Nov, 3500 yuan" in dai.last or "🤝 The broker:" in dai.last
    assert "🙋 The person, on their own phone:" in dai.last


async def test_approved_and_the_broker_hears(each_town: Town) -> None:
    dai = await to_approve(each_town)
    await tap(dai, "✅ Approve")
    await tap(dai, "✅ Yes, approve")
    assert (await record(each_town))["state"] == "approved"
    await each_town.wait(hours=1)
    await each_town.chen.look()
    assert "✅ Approved" in each_town.chen.last


async def test_sent_back_with_a_reason_put_right_and_sent_in_again(town: Town) -> None:
    dai = await to_approve(town)
    await tap(dai, "↩️ Send it back")
    await dai.says("Please add the contract")
    assert (await record(town))["state"] == "returned"
    await town.wait(hours=1)
    chen = town.chen
    await chen.look()
    assert "💬 Please add the contract" in chen.last
    await tap(chen, "Open it")
    await adds_paper(town, "Contract", PDF, "contract.pdf")
    assert "📎 Contract" in chen.last
    await tap(chen, "📤 Send it in again")
    row = await record(town)
    assert (row["state"], row["why"]) == ("confirmed", None)


async def test_a_changed_wage_is_asked_of_the_person_again(town: Town) -> None:
    dai = await to_approve(town)
    await tap(dai, "↩️ Send it back")
    await dai.says("The wage table says 3200")
    await town.settled()
    chen = town.chen
    await chen.look()
    await tap(chen, "Open it")
    await tap(chen, "✏️ Put something right")
    await tap(chen, "Wage a month")
    await chen.says("3200")
    await tap(chen, "✏️ Change something")
    await tap(chen, "Post")
    await chen.says("cook")
    await tap(chen, "✅ All right, save")
    assert (await record(town))["state"] == "reported"
    await town.settled()
    await town.ana.look()
    assert "💰 3200 yuan a month" in town.ana.last
    assert "cook" in town.ana.last


async def test_not_accepted_with_a_reason(town: Town) -> None:
    await asked(town)
    await tap(town.ana, "❌ I don't work there")
    await town.ana.says("I was never asked")
    dai = await looks(town)
    assert "💬 I was never asked" in dai.last
    await tap(dai, "⛔ Not accept it")
    await dai.says("She never went there")
    row = await record(town)
    assert (row["state"], row["why"]) == ("rejected", "She never went there")


async def test_the_evidence_is_shown_and_the_trail_says_so(town: Town) -> None:
    await asked(town)
    await confirms(town)
    await finds_placement(town, "安娜安娜")
    await adds_paper(town, "Wage slip or wage table", PDF, "wages.pdf")
    dai = await looks(town)
    await tap(dai, "📎 Papers and photos")
    await dai.taps("Wage slip")
    # Drawn anew: what staff get are pictures of its pages.
    assert dai.received[-1]["document"]["file_name"].endswith(".pdf")
    trail = [row["act"] for row in (await town.rows())["audit_record"]]
    assert trail[-1] == "viewed"


async def test_an_exe_is_no_evidence(town: Town) -> None:
    await asked(town)
    chen = town.chen
    await finds_placement(town, "安娜安娜", "being asked")
    await tap(chen, "📎 Add a paper or photo")
    await tap(chen, "Contract")
    await chen.sends_document(size=1000, name="contract.exe")
    assert tells_refusal(chen, "file_kind")
    await chen.sends_document(size=20 * 1024 * 1024, name="contract.pdf")
    assert tells_refusal(chen, "file_too_big")
    assert (await town.rows())["evidence"] == []


async def test_staff_read_who_did_what(town: Town) -> None:
    dai = await to_approve(town)
    await tap(dai, "✅ Approve")
    await tap(dai, "✅ Yes, approve")
    await tap(dai, "🕘 Who did what, and when")
    said = dai.last
    assert said.index("reported") < said.index("confirmed") < said.index("approved")


@pytest.mark.phones("buttons", "numbers")
async def test_a_signed_paper_confirms_for_who_has_no_phone(town: Town) -> None:
    await asked(town)
    for _ in range(4):
        await town.wait(days=2)
    dai = await looks(town)
    await tap(dai, "📄 They signed a paper")
    assert toasts_refusal(dai, "paper_needed")
    await tap(dai, "📎 Add a paper or photo")
    await tap(dai, "Paper that the person signed")
    await dai.uploads("document", PDF, "signed.pdf", "application/pdf")
    await tap(dai, "📄 They signed a paper")
    for label in ("✅ Yes, all of it", "Signed", "No, nobody did"):
        await tap(dai, label)
    row = await record(town)
    assert (row["state"], row["said_how"]) == ("confirmed", "paper")


async def test_another_countys_staff_see_nothing_of_it(town: Town) -> None:
    await asked(town)
    await confirms(town)
    await moves_to_tongyu(town)
    await chooses_language(town, DAI)
    await town.dai.says("/review")
    assert "No placement waits for you just now." in town.dai.last
    number = (await record(town))["id"]
    before = await town.rows()
    newest = town.dai.received[-1]["message_id"]
    for step in ("", ":approve", ":call", ":return", ":files", ":trail"):
        data = f"review:{number}{step}"
        await town.dai.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(town.dai, "not_yours")
    assert (await town.rows())["placement"] == before["placement"]


async def moves_to_tongyu(town: Town) -> None:
    """Dai is staff of another county from now on."""
    from sqlalchemy import update
    from sqlmodel import col

    from models.accounts.roles import Role
    from models.core.vocabulary import RoleName

    async with town.store() as session:
        staff = update(Role).where(col(Role.name) == RoleName.STAFF)
        await session.exec(staff.values(area="220822"))


async def test_who_is_silent_at_a_follow_up_is_called(town: Town) -> None:
    await asked(town)
    await confirms(town)
    for days in (30, 3, 3, 3):
        await town.wait(days=days)
    await chooses_language(town, DAI)
    await town.dai.says("/review")
    assert "📞 To call: still there? (1)" in labels(town.dai)
    await town.dai.taps("still there?")
    await town.dai.taps("安娜安娜")
    await tap(town.dai, "📞 I called: still there?")
    for typed in ("1", "2", "skip"):
        await town.dai.says(typed)
    (check,) = (await town.rows())["check_in"]
    assert (check["still_there"], check["how"]) == (True, "phone")
    (grievance,) = (await town.rows())["grievance"]
    assert grievance["kind"] == "unpaid"


async def test_the_trail_of_every_sort_of_record_is_for_staff_alone(town: Town) -> None:
    labourer = await visible_person(town)
    await chooses_language(town)
    await chooses_language(town, DAI)
    grievance, vacancy = await told_grievance(town, labourer, CHEN), await offered_vacancy(town)
    await town.settled()
    for data in (f"grievances:{grievance.key()}:trail", f"offered:{vacancy.key()}:trail"):
        for phone, may in ((town.dai, True), (town.chen, False)):
            await phone.says("/menu")
            newest = phone.received[-1]["message_id"]
            await phone.does("tap", message_id=newest, data=data, forged=True)
            assert ("Who did what, and when" in phone.last) is may, data
