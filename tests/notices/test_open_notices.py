"""What is on for somebody: what fits first, the nearest first."""

from typing import Any

import pytest

from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.labourer import Labourer
from models.notices import lifecycle, open_notices, sign_ups
from models.notices.audience import Audience, Ground
from models.notices.notice import Notice, NoticeState
from models.notices.open_notices import Shown
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING, publish_notice, write_notice
from tests.support.outbox import OFFICE
from tests.support.store import NOON, consenting_account
from tests.support.stored_actors import clerk

HOME = "222424101001"
TONGYU = "220822"


async def ana_and_office(session: Session) -> tuple[Labourer, Account]:
    ana, _ = await reachable_labourer(
        session, 1, village_code=HOME, wishes=["training"], courses=[]
    )
    return ana, await consenting_account(session, OFFICE)


async def fair(
    session: Session, office: Account, who: Audience | None = None, **given: Any
) -> Notice:
    return await publish_notice(session, office.key(), who, **given)


async def on(session: Session, ana: Labourer, **given: Any) -> list[int | None]:
    return [
        notice.id for notice in await open_notices.list_open_notices(session, ana, NOON, **given)
    ]


async def test_the_nearest_is_first_and_then_the_soonest(session: Session) -> None:
    ana, office = await ana_and_office(session)
    made = {}
    for where, area in (("beyond", TONGYU), ("county", WANGQING), ("township", HOME[:9])):
        made[where] = await fair(session, office)
        made[where].area = area
    made["later"] = await fair(session, office, day="2026-11-27")
    made["sooner"] = await fair(session, office, day="2026-11-25")
    for when in ("later", "sooner"):
        made[when].area = HOME
    await session.flush()
    found = [
        name for number in await on(session, ana) for name, n in made.items() if n.id == number
    ]
    assert found == ["sooner", "later", "township", "county", "beyond"]


async def test_only_what_fits_is_on_unless_everything_is_wanted(session: Session) -> None:
    ana, office = await ana_and_office(session)
    fits = await fair(session, office, Audience(WANGQING, courses=[]))
    other = await fair(session, office, Audience(WANGQING, business=True))
    assert await on(session, ana) == [fits.id]
    assert await on(session, ana, which=Shown.ALL) == [fits.id, other.id]


async def test_what_was_declined_fits_no_more_but_is_still_there(session: Session) -> None:
    ana, office = await ana_and_office(session)
    notice = await fair(session, office)
    await sign_ups.decline_notice(session, notice, ana, NOON)
    assert await on(session, ana) == []
    assert await on(session, ana, which=Shown.ALL) == [notice.id]


@pytest.mark.parametrize("capacity", [0, 1])
async def test_ones_own_are_those_with_a_seat_or_a_place_in_the_queue(
    session: Session, capacity: int
) -> None:
    ana, office = await ana_and_office(session)
    notice = await fair(session, office, capacity=capacity)
    await fair(session, office)
    assert await open_notices.count_held_notices(session, ana.key(), NOON) == 0
    await sign_ups.sign_up(session, notice, ana, NOON)
    assert await on(session, ana, which=Shown.MINE) == [notice.id]
    assert await open_notices.count_held_notices(session, ana.key(), NOON) == 1


async def test_what_one_has_a_seat_of_is_on_whether_it_fits_or_not(session: Session) -> None:
    ana, office = await ana_and_office(session)
    notice = await fair(session, office, Audience(WANGQING, business=True))
    await sign_ups.sign_up(session, notice, ana, NOON)
    assert await on(session, ana) == [notice.id]
    await sign_ups.decline_notice(session, notice, ana, NOON)
    assert await on(session, ana) == []


async def test_what_follows_an_earlier_notice_is_on_for_who_signed_up_to_that(
    session: Session,
) -> None:
    ana, office = await ana_and_office(session)
    earlier = await fair(session, office)
    later = await fair(session, office, Audience(WANGQING, signed_up_to=earlier.key()))
    assert await on(session, ana) == [earlier.id]
    assert not await open_notices.is_meant_for(session, later, ana)
    await sign_ups.sign_up(session, earlier, ana, NOON)
    assert set(await on(session, ana)) == {earlier.id, later.id}
    assert await open_notices.is_meant_for(session, later, ana)


@pytest.mark.parametrize("state", list(NoticeState))
async def test_only_what_is_out_is_on(session: Session, state: NoticeState) -> None:
    ana, office = await ana_and_office(session)
    notice = await fair(session, office)
    notice.state = state
    await session.flush()
    is_out = state in (NoticeState.PUBLISHING, NoticeState.PUBLISHED)
    assert await on(session, ana, which=Shown.ALL) == ([notice.id] if is_out else [])


async def test_what_is_over_or_in_another_county_is_not_on(session: Session) -> None:
    ana, office = await ana_and_office(session)
    over = await fair(session, office)
    over.over_at = NOON
    far = await fair(session, office)
    far.county = TONGYU
    await session.flush()
    assert await on(session, ana, which=Shown.ALL) == []


async def test_a_notice_is_known_once_it_was_out_and_stays_so(session: Session) -> None:
    ana, office = await ana_and_office(session)
    notice, unknown = await fair(session, office), await write_notice(session, office.key())
    await lifecycle.cancel_notice(session, clerk(office.key()), notice)
    assert await open_notices.get_notice_known_to(session, notice.key(), ana) is notice
    assert await open_notices.get_notice_known_to(session, unknown.key(), ana) is None
    assert await open_notices.get_notice_known_to(session, 999, ana) is None


async def test_another_countys_notice_is_not_known(session: Session) -> None:
    ana, office = await ana_and_office(session)
    notice = await fair(session, office)
    notice.county = TONGYU
    assert await open_notices.get_notice_known_to(session, notice.key(), ana) is None


async def test_grounds_name_the_area_and_the_earlier_notice(session: Session) -> None:
    ana, office = await ana_and_office(session)
    here = await fair(session, office, Audience(HOME[:9]))
    after = await fair(session, office, Audience(WANGQING, signed_up_to=here.key()))
    ana.courses = ["ginseng"]
    course = await fair(session, office, Audience(WANGQING, courses=["ginseng", "mushrooms"]))
    said = [
        await open_notices.list_grounds(session, n, ana, Language.ZH) for n in (here, after, course)
    ]
    assert said == [
        [(Ground.AREA, ["大兴沟镇"])],
        [(Ground.SIGNED_UP, ["大兴沟招聘会"])],
        [(Ground.TRAINING, ["ginseng"])],
    ]


async def test_a_notice_of_every_county_is_on_in_each(session: Session) -> None:
    ana, office = await ana_and_office(session)
    notice = await fair(session, office, Audience("", courses=[]))
    assert await on(session, ana) == [notice.id]


async def test_a_notice_to_named_people_is_there_for_them_alone(session: Session) -> None:
    ana, office = await ana_and_office(session)
    ben, _ = await reachable_labourer(session, 2, village_code=HOME)
    private = await fair(session, office, Audience(WANGQING, people=[ana.key()]))
    for which in Shown:
        assert await on(session, ben, which=which) == []
    assert await on(session, ana) == [private.id]
    assert await open_notices.get_notice_known_to(session, private.key(), ben) is None
    assert await open_notices.get_notice_known_to(session, private.key(), ana) is private


async def test_one_to_earlier_sign_ups_is_theirs_alone_also_after_they_left_the_earlier_one(
    session: Session,
) -> None:
    ana, office = await ana_and_office(session)
    ben, _ = await reachable_labourer(session, 2, village_code=HOME)
    earlier = await fair(session, office)
    await sign_ups.sign_up(session, earlier, ana, NOON)
    private = await fair(session, office, Audience(WANGQING, signed_up_to=earlier.key()))
    await sign_ups.decline_notice(session, earlier, ana, NOON)
    assert await open_notices.get_notice_known_to(session, private.key(), ana) is private
    assert private.id in await on(session, ana, which=Shown.ALL)
    assert await open_notices.get_notice_known_to(session, private.key(), ben) is None
    assert await on(session, ben, which=Shown.ALL) == [earlier.id]


async def test_whom_the_office_marked_at_the_door_reads_it_too(session: Session) -> None:
    ana, office = await ana_and_office(session)
    ben, _ = await reachable_labourer(session, 2, village_code=HOME)
    private = await fair(session, office, Audience(WANGQING, people=[ana.key()]))
    await sign_ups.mark_attended(session, private, ben, NOON, by=office.key())
    assert await open_notices.get_notice_known_to(session, private.key(), ben) is private


async def test_many_notices_to_others_hide_no_public_one(session: Session) -> None:
    ana, office = await ana_and_office(session)
    other, _ = await reachable_labourer(session, 2, village_code=HOME)
    for _ in range(3):
        await fair(session, office, Audience(WANGQING, people=[other.key()]), day="2026-11-24")
    public = await fair(session, office)
    assert await on(session, ana, which=Shown.ALL) == [public.id]
