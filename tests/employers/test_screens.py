"""Employers and trails at their longest still fit into a message, in every language."""

from datetime import UTC, datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest

from dialogue.core import trail
from dialogue.core.form import FormContext
from dialogue.core.labels import ROLES
from dialogue.core.trail import ACTS, SHOWN
from dialogue.employers import screens
from models.accounts.terms_of_office import RoleTerm, TermEvent
from models.core.audit import Act, AuditRecord
from models.core.paging import Page
from models.core.vocabulary import Destination, EmployerKind, RoleName
from models.employers.employer import Employer
from tests.support.form_contexts import EN, LANGUAGES, SCENES, shown_text

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
LARGEST = 2**31
WIDEST = "&<>🐂" * 60


def employer(number: int = LARGEST) -> Employer:
    """One with as much as is taken."""
    return Employer(
        id=number,
        county="222424",
        name=WIDEST[:60],
        credit_code="91222424MA0X1Y2W3F",
        kind=EmployerKind.RETURNEE_BASE,
        destination=Destination.IN_PROVINCE,
        region=WIDEST[:60],
        contact=WIDEST[:60],
        opened_at=NOW,
        listed_at=NOW,
        listed_why=WIDEST[:200],
    )


def acts(count: int) -> list[AuditRecord]:
    """So many acts of one account, an hour apart."""
    return [
        AuditRecord(at=NOW + timedelta(hours=n), act=act, account_id=LARGEST)
        for n, act in zip(range(count), cycle(Act), strict=False)
    ]


@pytest.fixture(params=LANGUAGES)
def scene(request: pytest.FixtureRequest) -> FormContext:
    return SCENES[request.param]


def held(account: int, name: str) -> dict[int, list[RoleTerm]]:
    """One term of one account, as staff of the county."""
    term = RoleTerm(
        account_id=account,
        role=RoleName.STAFF,
        area="222424",
        name=name,
        begun=TermEvent.SETTINGS,
        granted_at=NOW,
    )
    return {account: [term]}


def test_every_screen_fits(scene: FormContext) -> None:
    speech, one = scene.speech, employer()
    many = [employer(LARGEST + n) for n in range(20)]
    for message in (
        screens.employer_list(speech, Page(many, 2, more=True)),
        screens.employers_found(speech, WIDEST[:60], many[:8]),
        screens.employer_card(one, (LARGEST, LARGEST), scene, ZONE),
        screens.changeable_facts(one, scene),
        screens.choose_other_entry(speech, one, many[:8]),
        screens.confirm_merge(speech, one, many[1]),
        screens.confirm_unlist(speech, one),
        screens.warn_labourer(speech, one, LARGEST),
        screens.warn_broker(speech, one, LARGEST),
        trail.trail_message(acts(200), held(LARGEST, "𠀀" * 30), speech, ZONE, "employers"),
    ):
        assert shown_text(message)


def test_a_blacklisted_one_is_marked_in_every_list() -> None:
    message = screens.employer_list(EN.speech, Page([employer()]))
    assert message.buttons[2].label.startswith("3 ⛔ ")
    assert "On the blacklist since 2026-11-24" in shown_text(
        screens.employer_card(employer(), (0, 0), EN, ZONE)
    )


def test_every_act_has_a_word() -> None:
    assert set(ACTS) == set(Act)


def test_a_trail_tells_the_hour_of_the_county_and_whose_role_it_was() -> None:
    records = [
        AuditRecord(at=NOW, act=Act.OPENED, account_id=7),
        AuditRecord(at=NOW, act=Act.CHANGED, account_id=8),
        AuditRecord(at=NOW, act=Act.CLOSED),
    ]
    text = shown_text(trail.trail_message(records, held(7, "白美玉"), EN.speech, ZONE, "employers"))
    assert text.splitlines()[1:] == [
        f"2026-11-24 01:00 · opened · {ROLES[RoleName.STAFF]} 白美玉, account 7",
        "2026-11-24 01:00 · changed · the person, account 8",
        "2026-11-24 01:00 · closed · by the clock",
    ]


def test_of_a_long_trail_the_latest_are_shown() -> None:
    message = trail.trail_message(acts(SHOWN + 3), {}, EN.speech, ZONE, "employers")
    lines = shown_text(message).splitlines()
    assert lines[1] == "… 3 before these"
    assert len(lines) == SHOWN + 2


def test_an_empty_trail_says_so() -> None:
    message = trail.trail_message([], {}, EN.speech, ZONE, "employers")
    assert shown_text(message).endswith("Nothing was done with it yet.")
    assert [button.choice for button in message.buttons] == ["employers"]
