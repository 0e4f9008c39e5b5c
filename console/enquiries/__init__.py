"""Pages of what people asked the office: who waits, one exchange, the answer."""
