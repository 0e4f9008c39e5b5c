"""The Bot API: its methods, the bodies of calls, polling and the webhook."""
