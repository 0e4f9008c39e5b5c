"""Other bots on the same questions, each a process of its own: `python -m benchmarks.peers.NAME`.

Each is written as its library's own documentation shows it.
"""
