"""Labour brokers 劳务经纪人: the chat handlers."""
