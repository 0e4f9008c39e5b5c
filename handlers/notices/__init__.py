"""Notices 通知, sign-ups and attendance: the chat handlers."""
