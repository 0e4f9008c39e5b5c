"""`python -m sandbox`: the server alone, with three invented people."""

import argparse
import asyncio
import sys
from pathlib import Path

from sandbox.chats.people import CAST
from sandbox.server import Sandbox


async def serve(host: str, port: int, store: Path | None) -> None:
    """Serve until the process is ended."""
    async with Sandbox(CAST, store=store).serve(host, port) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--store", type=Path, help="a file that outlives the process")
    given = parser.parse_args()
    try:
        asyncio.run(serve(given.host, given.port, given.store))
    except KeyboardInterrupt:
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
