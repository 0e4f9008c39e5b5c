"""Labour brokers 劳务经纪人: tables and use cases."""
