"""Reading a spreadsheet. It runs in a process of its own, which has no key and is bounded."""
