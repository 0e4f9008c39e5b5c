"""Everything held about the person of an account, for them to have: as JSON values, and files.

Each domain tells what it holds, in its personal_data.py.
"""

from collections.abc import Sequence
from typing import Any

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.session import Session
from models.labourers import own_entry
from models.placements import evidence_of_people
from models.placements import personal_data as placement_data
from models.placements.evidence import Evidence
from models.privacy.domains import DOMAINS

# What one answer carries of files: more would hold up the turns of others.
FILES_MOST, BYTES_MOST = 5, 4 * 1024 * 1024


async def export_account(session: Session, actor: Actor) -> dict[str, Any]:
    """Everything held about the actor's own person, as JSON values; the trail says so."""
    account = actor.account
    labourer = await own_entry.get_own_entry(session, account)
    audit.record(session, actor.now, Act.EXPORTED, by=actor.id, labourer=account.labourer_id)
    await session.flush()
    held: dict[str, Any] = {}
    for domain in DOMAINS:
        held |= await domain.export(session, account, labourer)
    return held


def split_files(found: Sequence[Evidence]) -> list[list[Evidence]]:
    """The files in portions that one answer can carry."""
    cut: list[list[Evidence]] = []
    room = 0
    for file in found:
        room -= file.size or 0
        if room < 0 or len(cut[-1]) == FILES_MOST:
            cut.append([])
            room = BYTES_MOST - (file.size or 0)
        cut[-1].append(file)
    return cut


async def list_files(session: Session, account: Account) -> list[Evidence]:
    """The kept files that the account's person may have, the oldest first.

    What others may stand in is given to who sent it alone.
    """
    labourer = await own_entry.get_own_entry(session, account)
    whose = labourer.key() if labourer else None
    found = await evidence_of_people.list_of_account(session, account.key(), whose)
    return [file for file in found if placement_data.is_given(file, account)]
