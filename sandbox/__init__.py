"""A local Telegram: a Bot API over HTTP, a page that shows phones, and a client for tests."""
