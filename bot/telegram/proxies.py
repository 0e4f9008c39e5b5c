"""The proxy to Telegram, by the variables that other programs know: one rule for both clients."""

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import (  # type: ignore[attr-defined]
    getproxies_environment,
    proxy_bypass_environment,
)

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession

from bot.settings import SettingsError

SPOKEN = ("http", "https")


def get_proxy(address: str) -> str | None:
    """The proxy by which an address is reached; None where there is none.

    HTTPS_PROXY or HTTP_PROXY by the address, else ALL_PROXY, in capitals or small; not for hosts
    that NO_PROXY names, and never for this machine itself.

    Raises:
        SettingsError: it is no HTTP proxy.
    """
    target, proxies = urlsplit(address), getproxies_environment()
    host = target.hostname or ""
    scheme = next((one for one in (target.scheme, "all") if proxies.get(one)), None)
    # By the variables on every system: proxy_bypass asks some systems' own settings.
    if scheme is None or _is_loopback(host) or proxy_bypass_environment(target.netloc, proxies):
        return None
    proxy = proxies[scheme] if "://" in proxies[scheme] else f"http://{proxies[scheme]}"
    try:
        known = urlsplit(proxy).scheme in SPOKEN and bool(urlsplit(proxy).hostname)
        known = known and urlsplit(proxy).port != 0
    except ValueError:
        known = False
    if not known:
        name = f"{scheme}_proxy".upper()
        raise SettingsError(
            f"{name}: it is http://HOST:PORT; a SOCKS proxy can't be used (see docs/operations.md)"
        )
    return proxy


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


class ProxiedSession(AiohttpSession):
    """aiogram's, which by itself would want another library for any proxy."""

    def __init__(self, api: TelegramAPIServer, proxy: str | None) -> None:
        super().__init__(api=api)
        self._by = proxy

    async def create_session(self) -> ClientSession:
        """One that goes by the proxy."""
        if self._by is None:
            return await super().create_session()
        if self._session is None or self._session.closed:
            connector = self._connector_type(**self._connector_init)
            self._session = ClientSession(connector=connector, proxy=self._by)
            self._should_reset_connector = False
        return self._session
