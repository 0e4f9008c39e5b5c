"""Everything held about somebody, as they get it: the file of facts, and the files themselves."""

import json
from typing import Any

from sqlmodel import select

from models.core.file_store import FileStore
from models.core.media import Media
from models.core.vocabulary import EvidenceKind
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import Placement
from models.privacy import export
from tests.core.test_four_phones import is_still_there
from tests.labourers.test_answering import asked, confirms
from tests.support.files import PDF
from tests.support.labourers.intake import tap, tells_refusal
from tests.support.placements.chat import adds_paper, finds_placement
from tests.support.town import Town

GIVE, PAPERS = "📄 Give me everything as a file", "📎 The files too"
GONE = "evidence/" + "0" * 32


async def gets(town: Town, since: int) -> dict[str, bytes]:
    """The files that Ana was sent since, by name."""
    await town.ana.look()
    found = {}
    for message in town.ana.received[since:]:
        if file := message.get("document"):
            address = f"{town.address}/sandbox/files/{file['file_id']}"
            async with town.web.get(address) as response:
                found[file["file_name"]] = await response.read()
    return found


async def exports(town: Town) -> Any:
    """The file of facts."""
    since = len(town.ana.received)
    await town.ana.says("/me")
    await tap(town.ana, GIVE)
    return json.loads((await gets(town, since))["chunfeng.json"])


async def is_placed(town: Town) -> None:
    """Ana confirmed; Chen looked at her, added a contract and a list of several people."""
    await asked(town)
    await confirms(town)
    await finds_placement(town, "安娜安娜")
    await adds_paper(town, "Contract", PDF, "合同.pdf")
    await finds_placement(town, "安娜安娜")
    await adds_paper(town, "List of names", PDF, "花名册.pdf")
    await finds_placement(town, "安娜安娜")
    await adds_paper(town, "Copies of ID cards", PDF, "身份证.pdf")


async def test_check_ins_looks_and_the_trail_of_office_are_in_it(town: Town) -> None:
    await is_placed(town)
    await town.wait(days=30)
    await is_still_there(town)
    held = await exports(town)
    ((check,),) = [one["check_ins"] for one in held["placements"]]
    assert (check["after_days"], check["how"], check["still_there"]) == (30, "self", True)
    assert {(one["what"], one["role"]) for one in held["looks"]} >= {("viewed", "broker")}
    assert {(one["shows"], one["given_along"]) for one in held["files"]} == {
        ("contract", True),
        ("roster", False),
        ("id_copies", False),
    }


async def test_what_lists_others_too_is_not_given(town: Town) -> None:
    await is_placed(town)
    await town.ana.says("/me")
    await tap(town.ana, GIVE)
    since = len(town.ana.received)
    await tap(town.ana, PAPERS)
    (name,) = await gets(town, since)
    assert name.startswith("contract-")
    assert "These were all the files." in town.ana.last


async def test_many_files_come_in_portions_by_typed_numbers(town: Town) -> None:
    await asked(town)
    vault, many = FileStore(town.settings.data_dir), export.FILES_MOST + 2
    async with town.store() as session:
        placement = (await session.exec(select(Placement))).one()
        for number in range(many):
            row = Evidence(placement_id=placement.key(), kind=EvidenceKind.CONTRACT, file_id="x")
            row.added_at = row.inspected_at = town.clock.now()
            row.path = (
                vault.put(b"%d" % number, town.clock.now()) if number else "evidence/" + "0" * 32
            )
            row.state, row.media, row.size = EvidenceState.KEPT, Media.PDF, 1
            session.add(row)
    await town.ana.says("/me")
    await tap(town.ana, GIVE)
    since = len(town.ana.received)
    await town.ana.says("1")
    assert len(await gets(town, since)) == export.FILES_MOST - 1
    assert "There are more files." in town.ana.last
    assert "1 can't be found any more" in town.ana.last
    since = len(town.ana.received)
    await town.ana.says("1")
    assert len(await gets(town, since)) == 2


async def test_nobody_gets_the_files_of_somebody_else(town: Town) -> None:
    await is_placed(town)
    since = len(town.ana.received)
    for phone in (town.chen, town.ben):
        await phone.says("/menu")
        newest = phone.received[-1]["message_id"]
        await phone.does("tap", message_id=newest, data="me:export:1", forged=True)
        assert "document" not in phone.received[-1]
    assert len(town.ana.received) == since


async def test_a_portion_that_never_was_leads_back_to_the_entry(town: Town) -> None:
    await is_placed(town)
    newest = town.ana.received[-1]["message_id"]
    for number in ("2", "99999999999999999999", "0", "x", ""):
        await town.ana.does("tap", message_id=newest, data=f"me:export:{number}", forged=True)
        assert not tells_refusal(town.ana, "went_wrong"), number
