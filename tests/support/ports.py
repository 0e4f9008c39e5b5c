"""Ports for servers of the tests."""

import itertools
import os
import socket
from contextlib import suppress

# Below those that the system gives to connections: no connection takes one of these before it is
# listened on.
FIRST, LAST = 10_000, 32_000
_numbers = itertools.count(os.getpid() * 97)


def free_port() -> int:
    """A port that nobody has at this moment, and another one at each call."""
    for number in _numbers:
        port = FIRST + number % (LAST - FIRST)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError
