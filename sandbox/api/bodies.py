"""The four ways in which parameters come over HTTP."""

from typing import Any

from aiohttp import web

from sandbox.api.calls import Call, Upload
from sandbox.api.refusals import Refusal, bad_request

LARGEST = 80 * 1024 * 1024


async def read_call(request: web.Request, method: str) -> Call:
    """A call from the query, and from a body of JSON, urlencoded form or multipart.

    A body that can't be read is a 400, one above 80 MB a 413.
    """
    # Made before the body is there: the call remembers when it arrived.
    call = Call(method, dict(request.query))
    if request.content_type == "application/json":
        call.values |= await _json(request)
        return call
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    for key, value in form.items():
        if isinstance(value, web.FileField):
            call.files[key] = _upload(value)
        else:
            call.values[key] = value
    return call


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected as request body")
    return body


def _upload(field: web.FileField) -> Upload:
    with field.file as file:
        return Upload(field.filename, file.read(), field.content_type)
