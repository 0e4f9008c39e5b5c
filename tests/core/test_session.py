"""The session: what a refresh does with changes that are not written yet."""

from models.core.session import Session
from models.core.vocabulary import Language
from tests.support.store import consenting_account


async def test_a_refresh_loses_no_change_that_is_not_written_yet(session: Session) -> None:
    ana = await consenting_account(session, 41)
    ana.language = Language.KO
    await session.refresh(ana, with_for_update=True)
    assert ana.language is Language.KO
