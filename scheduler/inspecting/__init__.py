"""Inspecting: what a file is, and its harmless form. It runs in a process of its own."""
