"""Notices 通知, sign-ups and attendance: tables and use cases."""
