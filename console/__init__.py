"""The office at its PC: pages in the browser."""
