"""Generated examples: no deadline, since no test judges the clock, and nothing left on disk."""

from hypothesis import settings

settings.register_profile("reading", deadline=None, database=None)
settings.load_profile("reading")
