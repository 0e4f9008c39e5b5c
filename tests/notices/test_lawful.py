"""What the law keeps out of a notice that offers work, whoever writes it and however."""

from typing import Any

import pytest

from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language
from models.notices import lifecycle, writing
from models.notices.notice import Notice
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import notice_told
from tests.support.refusals import granted
from tests.support.store import consenting_account
from tests.support.stored_actors import clerk

WORK: dict[str, Any] = {"kind": "vacancy", "day": None, "time": None}
UNLAWFUL = Refusal("vacancy_unlawful")


@pytest.mark.parametrize(
    "words", [{"title": "招女工"}, {"text": "限35岁以下。"}, {"text_ko": "한족 우대"}]
)
async def test_refuses_work_for_one_sex_people_or_age(
    embedded: Session, words: dict[str, Any]
) -> None:
    account = await consenting_account(embedded, 1)
    by = clerk(account.key())
    made = await writing.write_notice(embedded, by, notice_told(**WORK, **words), Language.ZH)
    assert made == UNLAWFUL
    notice = await writing.write_notice(embedded, by, notice_told(**WORK), Language.ZH)
    assert isinstance(notice, Notice)
    told = notice_told(**WORK, **words)
    assert await writing.rewrite_notice(embedded, by, notice, told) == UNLAWFUL


async def test_a_job_fair_may_speak_of_women(embedded: Session) -> None:
    by = clerk((await consenting_account(embedded, 1)).key())
    granted(await writing.write_notice(embedded, by, notice_told(title="招女工大会"), Language.ZH))


async def test_what_was_written_unlawfully_is_not_published(embedded: Session) -> None:
    await reachable_labourer(embedded, 10)
    by = clerk((await consenting_account(embedded, 1)).key())
    made = granted(
        await writing.write_notice(embedded, by, notice_told(title="招女工大会"), Language.ZH)
    )
    made.kind, made.starts_at = made.kind.VACANCY, None
    await embedded.flush()
    assert await lifecycle.publish_notice(embedded, by, made) == UNLAWFUL


async def test_the_office_of_another_county_does_nothing_with_it(embedded: Session) -> None:
    by = clerk((await consenting_account(embedded, 1)).key())
    notice = granted(await writing.write_notice(embedded, by, notice_told(), Language.ZH))
    other, gone = clerk(8, "220822"), Refusal("notice_gone")
    area = notice_told(area="220822")
    assert await writing.rewrite_notice(embedded, other, notice, area) == gone
    assert await lifecycle.publish_notice(embedded, other, notice) == gone
    assert await lifecycle.cancel_notice(embedded, other, notice) == gone
    assert await lifecycle.discard_notice(embedded, other, notice) == gone
    refused = await writing.write_notice(embedded, other, notice_told(), Language.ZH)
    assert refused == Refusal("area_outside")
