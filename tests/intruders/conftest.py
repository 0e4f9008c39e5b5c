"""Some intrusions are tried many times, straight at the use cases."""

from tests.models.conftest import _keys, embedded, session, shared_url

__all__ = ["_keys", "embedded", "session", "shared_url"]
