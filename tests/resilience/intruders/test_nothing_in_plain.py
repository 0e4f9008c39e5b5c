"""After everything that people do and that goes wrong, no number of theirs lies about in plain."""

from pathlib import Path

from models.core.file_store import FOLDER
from tests.resilience.intruders.leaks import Format, overheard, refuse_entries, stored
from tests.resilience.intruders.run import (
    NAMES,
    SEALED,
    TYPED_ID,
    files,
    given,
    lives_through_it,
    says_it_where_nobody_asked,
)
from tests.resilience.serving.test_polling import spoil
from tests.support.labourers.intake import SHORTEST, ZH, tap, tells_refusal, walk
from tests.support.town import Town, open_town


async def fails(town: Town) -> None:
    """A draft that can't be read, and a store that refuses what it is given."""
    await refuse_entries(town.settings.store)
    await walk(town.ben, given(SHORTEST[3:]), typing=True)
    assert tells_refusal(town.ben, "went_wrong", ZH)
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Name")
    await spoil(town)
    await town.ana.says("Ann Lee")
    assert tells_refusal(town.ana, "went_wrong", ZH)


async def measured(town: Town) -> str:
    host, port = town.settings.address
    async with town.web.get(f"http://{host}:{port}/metrics") as response:
        return await response.text()


async def test_after_a_full_run_nothing_is_found(database_url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log_format: Format = "console" if database_url.startswith("sqlite:") else "json"
    async with open_town(database_url, served=False) as town:
        async with overheard(town, log, log_format):
            await town.ben.start(TYPED_ID)
            held = await stored(town.settings.store)
            await lives_through_it(town)
            held += await stored(town.settings.store)
            await says_it_where_nobody_asked(town)
            await fails(town)
            told, held_at_last = await measured(town), await stored(town.settings.store)
            sealed = files(town.settings.data_dir / FOLDER)
            held_at_last += b"".join(files(town.settings.data_dir))
        written = log.read_text()
    assert written.count("turn failed") == 2
    assert "no entries" in written or "violates check constraint" in written
    assert "Traceback" in written
    assert '"event": "turn"' in written or " turn " in written
    assert [one for one in (*SEALED, *NAMES) if one in written] == []
    assert [one for one in (*SEALED, *NAMES) if one in told] == []
    assert [one for one in SEALED if one.encode() in held + held_at_last] == []
    # Seen to be looked at: names lie in the ledger by design.
    assert all(name.encode() in held for name in ("Ann Lee", "Sun Qi"))
    assert len(sealed) == 1
