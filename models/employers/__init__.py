"""Employers 用工单位: tables and use cases."""
