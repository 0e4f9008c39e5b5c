"""Labour brokers 劳务经纪人: forms, screens and labels."""
