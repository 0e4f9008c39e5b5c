"""The web application: health, readiness and metrics, and whatever the channels serve."""

from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web


def build_web_application(
    routes: Iterable[web.RouteDef],
    ready: Callable[[], Awaitable[bool]],
    measure: Callable[[], Awaitable[bytes]],
) -> web.Application:
    """The application; `routes` are the channels' own, such as a webhook."""
    app = web.Application(client_max_size=2**20)

    async def health(request: web.Request) -> web.Response:  # noqa: ARG001
        return web.json_response({"alive": True})

    async def readiness(request: web.Request) -> web.Response:  # noqa: ARG001
        is_ready = await ready()
        return web.json_response({"ready": is_ready}, status=200 if is_ready else 503)

    async def metrics(request: web.Request) -> web.Response:  # noqa: ARG001
        return web.Response(body=await measure(), content_type="text/plain", charset="utf-8")

    app.router.add_get("/healthz", health)
    app.router.add_get("/metrics", metrics)
    app.router.add_get("/readyz", readiness)
    app.add_routes(routes)
    return app
