"""Sealing everything anew within one session."""

from models.core.session import Session
from models.privacy import key_check, rekeying


async def renew_all(session: Session) -> None:
    """All pieces, as `rekey` takes them one by one."""
    await key_check.note_key(session)
    while await rekeying.renew_piece(session, 100) is not None:
        pass
