"""Papers: a blank picture stands for what a broker photographed."""

import datetime as dt
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from bot.demo_county.stage import Stage, granted
from models.core.media import Media
from models.core.vocabulary import EvidenceKind
from models.placements import evidence, papers
from models.placements.evidence import Paper
from models.placements.placement import Placement

SHEET, LINES = (420, 594), range(120, 480, 30)


@cache
def draw_sheet() -> bytes:
    """A page with lines in place of words, and a red seal, as JPEG."""
    sheet = Image.new("RGB", SHEET, "#fdfcf7")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((130, 60, 290, 76), fill="#333333")
    for line in LINES:
        pen.line((50, line, 370 - line * 7 % 90, line), fill="#9a9a94", width=3)
    pen.ellipse((260, 440, 360, 540), outline="#c0392b", width=5)
    written = BytesIO()
    sheet.save(written, "JPEG", quality=80)
    return written.getvalue()


async def add_paper(
    stage: Stage, placement: Placement, kind: EvidenceKind, at: dt.datetime
) -> None:
    """The broker sends it, and it is kept."""
    content = draw_sheet()
    file = {"file_id": f"telegram:demo-{kind}-{placement.key()}", "name": f"{kind}.jpg"}
    paper = Paper(kind, file | {"size": len(content), "media": Media.JPEG})
    broker = next(one for one in stage.brokers.values() if one.id == placement.broker_id)
    added = await papers.add_paper(stage.session, stage.actor(broker, at), placement, paper)
    path = stage.vault.put(content, at)
    evidence.mark_kept(granted(added), path, Media.JPEG, len(content), at)
    await stage.session.flush()
