"""The process that inspects one file: bytes come in, a word and bytes go out, and it ends.

It has no settings and no key, opens no file and no connection once it has begun, and is killed at
its limits: decoders are made of C, and what strangers send may bring one to do anything.
"""

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from importlib import import_module

from models.core.media import LARGEST, MB, Fault, Media, is_picture
from scheduler.inspecting.faulty import Faulty

MEMORY, SECONDS = 288 * MB, 15
NICER = 10
# What a system that runs out of memory ends first.
FIRST_TO_GO = "1000"
# Linux: PR_SET_PDEATHSIG.
ENDS_WITH_PARENT = 1


def inspect(content: bytes) -> tuple[Media, bytes]:
    """What the file is once it is harmless, and that.

    Raises:
        Faulty: it is nothing that is kept.
    """
    if len(content) > LARGEST:
        raise Faulty(Fault.BIG)
    if media := is_picture(content):
        from scheduler.inspecting import pictures

        return Media.JPEG, pictures.redraw_picture(media, content)
    if content.startswith(b"%PDF-"):
        from scheduler.inspecting import paper

        return Media.PDF, paper.draw_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        from scheduler.inspecting import office

        return office.clean_office_document(content)
    raise Faulty(Fault.KIND)


def _provide(content: bytes) -> None:
    """Import what is needed while files can be opened."""
    if is_picture(content) is Media.HEIC:
        import_module("pi_heif").options.DECODE_THREADS = 1
    if is_picture(content):
        import_module("scheduler.inspecting.pictures")
    elif content.startswith(b"%PDF-"):
        import_module("scheduler.inspecting.paper")
    else:
        import_module("encodings.cp437")  # how older ZIP programs write names
        import_module("scheduler.inspecting.office")


def _limit() -> None:
    """Bounds of time and memory; no dump of what somebody sent is left behind.

    It ends with the process that began it, where the system can do that: else it would go on
    beside the next one's.
    """
    signal.alarm(2 * SECONDS)
    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(ENDS_WITH_PARENT, signal.SIGKILL)
    os.nice(NICER)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as badness:
        badness.write(FIRST_TO_GO)
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _shut_in() -> None:
    """From now on it opens and writes no file, connects to nothing, and begins no process."""
    for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(what, (0, 0))


def main() -> None:
    _limit()
    content = sys.stdin.buffer.read(LARGEST + 1)
    _provide(content)
    _shut_in()
    try:
        media, harmless = inspect(content)
        said, rest = media.value, harmless
    except Faulty as problem:
        said, rest = f"!{problem.fault}", b""
    except MemoryError:
        said, rest = f"!{Fault.PIXELS}", b""
    sys.stdout.buffer.write(said.encode() + b"\n" + rest)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
