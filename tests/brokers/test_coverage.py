"""Coverage: villages with a broker, and without."""

from models.accounts import roles
from models.brokers import coverage
from models.core.gazetteer import Area, Gazetteer
from models.core.session import Session
from models.core.vocabulary import RoleName
from tests.support.store import NOON, broker_account

REGIONS = Gazetteer(
    {
        "222424": "汪清县",
        "222424101": "大兴沟镇",
        "222424101001": "兴盛社区",
        "222424101200": "河南村",
        "222424101216": "和盛村",
        "222424103": "罗子沟镇",
        "222424103001": "长荣社区",
    }
)
DAXINGGOU = Area("222424101", "大兴沟镇")


def missing(*areas: str) -> list[tuple[str, int, int]]:
    """Townships with villages without a broker: name, without, of."""
    return [
        (one.area.name, len(one.without), one.villages)
        for one in coverage.list_uncovered_townships(REGIONS, areas, "222424")
    ]


def test_without_brokers_every_village_is_without_one() -> None:
    assert missing() == [("大兴沟镇", 3, 3), ("罗子沟镇", 1, 1)]


def test_a_brokers_village_is_covered_and_no_other() -> None:
    assert missing("222424101200") == [("大兴沟镇", 2, 3), ("罗子沟镇", 1, 1)]
    here = coverage.measure_coverage(REGIONS, ["222424101200"], DAXINGGOU)
    assert [one.name for one in here.without] == ["兴盛社区", "和盛村"]


def test_a_brokers_township_covers_all_its_villages() -> None:
    assert missing("222424101") == [("罗子沟镇", 1, 1)]
    assert missing("222424") == []


def test_villages_are_counted_once_however_they_are_covered() -> None:
    assert coverage.count_villages(REGIONS, ["222424101", "222424101200"]) == 3
    assert coverage.count_villages(REGIONS, ["222424101200", "222424103001"]) == 2
    assert coverage.count_villages(REGIONS, []) == 0


async def test_only_brokers_cover(session: Session) -> None:
    account = await broker_account(session, 1, "222424101200")
    await roles.grant_role(session, account, RoleName.STAFF, "222424", NOON)
    await broker_account(session, 2, "222424101200")
    assert await coverage.list_covered_areas(session) == ["222424101200"]
