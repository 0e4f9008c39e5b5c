"""Employers 用工单位: the chat handlers."""
