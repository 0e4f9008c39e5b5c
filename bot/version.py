"""Which version this is."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("chunfeng")
except PackageNotFoundError:  # run from a folder that was never installed
    VERSION = "unknown"
