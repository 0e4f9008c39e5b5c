"""Employers 用工单位: forms, screens and labels."""
