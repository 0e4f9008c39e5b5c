"""Pages as HTML: templates with everything escaped, in the reader's language."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from console.core.office import Screen, View
from console.core.pages import Link
from console.core.remarks import Remark
from dialogue.core.i18n import OWN_NAMES, Speech
from dialogue.core.refusals import explain_refusal
from models.core.refusal import Refusal
from models.core.vocabulary import Language

TEMPLATES = Path(__file__).parents[1] / "templates"
# The language as browsers and screen readers know it.
TAGS = {Language.ZH: "zh-CN", Language.KO: "ko", Language.EN: "en"}


@cache
def environment() -> Environment:
    """The templates, read once."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, speech: Speech, shown: Mapping[str, Any]) -> str:
    """A template in a language."""
    common = {
        "_": speech,
        "lang": TAGS[speech.language],
        "languages": OWN_NAMES,
        "language": speech.language,
        "explain": lambda refusal: explain_refusal(refusal, speech),
        "with_query": with_query,
        "remark": None,
        "links": (),
        "form_key": "",
        "me": None,
    }
    return environment().get_template(template).render(common | dict(shown))


def render_screen(
    screen: Screen, view: View, links: Sequence[Link], form_key: str, remark: Remark | None
) -> str:
    """A page of somebody who is signed in."""
    zone = view.office.zone

    def moment(at: dt.datetime | None) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else "–"

    def day(at: dt.date | None) -> str:
        local = at.astimezone(zone) if isinstance(at, dt.datetime) else at
        return f"{local:%Y-%m-%d}" if local else "–"

    given = {
        "links": [(link, _is_at(view.address, link.path)) for link in links],
        "form_key": form_key,
        "moment": moment,
        "day": day,
        "place": partial(name_place, view),
        "place_name": view.regions.name,
        "me": view.actor,
        "address": view.address,
        "remark": said(remark, view.speech) if remark else None,
        "remark_refused": remark is not None and remark.refused,
    }
    return render(screen.template, view.speech, given | dict(screen.shown))


def name_place(view: View, code: str) -> str:
    """A place by its whole name, without the county where the reader serves one alone."""
    whole = view.regions.full_name(code)
    counties = view.actor.roles.counties()
    own = f"{view.regions.name(counties[0])} " if len(counties) == 1 and counties[0] else ""
    return whole.removeprefix(own) if own else whole


def said(remark: Remark, speech: Speech) -> Markup:
    """What the page before had to say."""
    if remark.refused:
        return explain_refusal(Refusal(remark.name, dict(remark.params)), speech)
    return speech(remark.name, **remark.params)


def with_query(path: str, query: Mapping[str, Any], **changed: Any) -> str:
    """The address with some of its parameters changed; None takes one away."""
    pairs: list[tuple[str, Any]] = []
    for key, value in {**query, **changed}.items():
        several = value if isinstance(value, list | tuple) else [value]
        pairs += [(key, one) for one in several if one not in (None, "")]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _is_at(address: str, path: str) -> bool:
    return address == path or (path != "/" and address.startswith(f"{path}/"))
