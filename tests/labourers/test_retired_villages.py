"""A village that a new list leaves out: offered to nobody, its people kept and named."""

from models.accounts import roles
from models.core import regions
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import ledger, retired_villages, visibility
from models.labourers.labourer import Labourer
from tests.support.form_contexts import shipped
from tests.support.labourers.facts import XINGSHENG, farmer_facts
from tests.support.store import NOON, consenting_account, register_labourer
from tests.support.town import WANGQING

TOWNSHIP = XINGSHENG[:9]


async def import_without(session: Session, *areas: str) -> list[retired_villages.RetiredVillage]:
    names = {code: name for code, name in shipped().items() if not code.startswith(areas)}
    return (await retired_villages.import_villages(session, names, NOON))[1]


async def living_there(session: Session) -> Labourer:
    ana = await consenting_account(session, 1)
    return await register_labourer(session, ana, farmer_facts(village=XINGSHENG))


async def test_its_people_are_kept_named_and_found(session: Session) -> None:
    ana = await living_there(session)
    (left,) = await import_without(session, XINGSHENG)
    assert (left.code, left.entries) == (XINGSHENG, (ana.key(),))
    assert str(left) == f"{XINGSHENG} 汪清县 大兴沟镇 兴盛社区: 1 people, entries {ana.key()}"
    known = await regions.get_gazetteer(session)
    assert known.full_name(XINGSHENG) == "汪清县 大兴沟镇 兴盛社区"
    assert XINGSHENG not in [area.code for area in known.below(TOWNSHIP)]
    assert known.named("兴盛社区") == []
    assert (await ledger.get_facts(session, ana))["village"] == XINGSHENG
    dai = await consenting_account(session, 4)
    await roles.grant_role(session, dai, RoleName.STAFF, WANGQING, NOON)
    seen = (dai.key(), await roles.get_roles(session, dai))
    found = await visibility.search_visible_people(session, *seen, "兴盛社区")
    assert [one.key() for one in found] == [ana.key()]


async def test_their_entries_can_still_be_changed(session: Session) -> None:
    ana = await living_there(session)
    await import_without(session, XINGSHENG)
    told = {**await ledger.get_facts(session, ana), "work_place": "宁波"}
    assert await ledger.change_entry(session, ana, told, NOON, None) == ["work_place"]


async def test_a_list_that_has_it_again_brings_it_back(embedded: Session) -> None:
    await import_without(embedded, XINGSHENG)
    imported = await regions.import_villages(embedded, shipped())
    assert (imported.new, imported.retired) == (0, ())
    known = await regions.get_gazetteer(embedded)
    assert [area.code for area in known.named("兴盛社区")] == [XINGSHENG]


async def test_a_township_that_is_left_out_goes_with_its_villages(embedded: Session) -> None:
    left = await import_without(embedded, TOWNSHIP)
    assert {one.code[:9] for one in left} == {TOWNSHIP}
    known = await regions.get_gazetteer(embedded)
    assert TOWNSHIP not in [area.code for area in known.below(WANGQING)]
    assert known.named("大兴沟镇") == known.named("和盛村") == []


async def test_a_list_of_one_county_leaves_the_others_alone(embedded: Session) -> None:
    names = {code: name for code, name in shipped().items() if code.startswith(WANGQING)}
    assert (await regions.import_villages(embedded, names)).retired == ()
    known = await regions.get_gazetteer(embedded)
    assert len(known.below("220822")) == 22
