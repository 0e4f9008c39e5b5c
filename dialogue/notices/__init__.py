"""Notices 通知, sign-ups and attendance: forms, screens and labels."""
