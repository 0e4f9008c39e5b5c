"""The tests. What they import lives for good, so Python looks for garbage seldomer."""

import gc

import bot  # noqa: F401  # before aiogram

gc.set_threshold(20_000, 20, 50)
