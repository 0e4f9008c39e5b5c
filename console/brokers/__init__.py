"""Pages of the brokers: who they are, what they brought about, and their villages."""
