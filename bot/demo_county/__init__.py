"""The demo's county: invented people and what they did, by the use cases, up to this moment."""
