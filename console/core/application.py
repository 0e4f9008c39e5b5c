"""The console as one web application."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from aiohttp import web

from console.core import guard, sign_in
from console.core.office import Office
from console.core.pages import Link, Pages, Route, Way
from console.core.serving import Serving

STATIC = Path(__file__).parents[1] / "static"
# An uploaded list; more is refused while it arrives.
LARGEST = 40 * 2**20


def build_console(office: Office, domains: Sequence[Pages]) -> web.Application:
    """All pages of these domains behind the sign-in."""
    app = web.Application(client_max_size=LARGEST, middlewares=[guard.with_headers])
    links: list[Link] = sorted((one for d in domains for one in d.links), key=lambda one: one.order)
    serving = Serving(office, links)
    for route in (route for domain in domains for route in domain.routes):
        _add(app, serving, route)
    app.on_cleanup.append(office.background.end)
    app.router.add_get("/sign-in", partial(sign_in.show, office))
    app.router.add_post("/sign-in", partial(sign_in.sign_in, office))
    app.router.add_post("/sign-out", serving.sign_out)
    app.router.add_post("/language", sign_in.choose_language)
    app.router.add_get("/static/{name}", _static)
    return app


def _add(app: web.Application, serving: Serving, route: Route) -> None:
    ways = {Way.LOOKS: serving.look, Way.ACTS: serving.act, Way.DRIVES: serving.drive}
    answer = ways[route.way]
    app.router.add_route(route.method, route.path, partial(answer, route.work))


async def _static(request: web.Request) -> web.Response:
    """A file of ours; each is small, and a file response leaks its file when the client goes."""
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    file = STATIC / request.match_info["name"]
    if file.parent != STATIC or file.suffix not in kinds or not file.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=file.read_bytes(),
        content_type=kinds[file.suffix],
        charset="utf-8",
        headers={"Cache-Control": "max-age=600"},
    )
