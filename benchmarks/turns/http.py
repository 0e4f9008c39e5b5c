"""As much of HTTP as the load needs, which is to cost less than what it measures."""


def whole(received: bytes) -> tuple[bytes, bytes] | None:
    """Head and body of a request or a response; None until all of it is there."""
    head, found, body = received.partition(b"\r\n\r\n")
    if not found:
        return None
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return (head, body) if body.endswith(b"\r\n0\r\n\r\n") else None
    length = lower.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return (head, body) if len(body) >= int(length or 0) else None
