"""Subsidies to brokers: tables and use cases."""
