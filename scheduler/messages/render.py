"""The words of every message type: each file beside this one has those of a domain."""

import pkgutil
from importlib import import_module

from scheduler import messages
from scheduler.delivery.render_context import Renderers

_DOMAINS = [name for _, name, _ in pkgutil.iter_modules(messages.__path__) if name != "render"]
RENDERERS: Renderers = {
    message_type: renderer
    for domain in _DOMAINS
    for message_type, renderer in import_module(f"{messages.__name__}.{domain}").RENDERERS.items()
}
