"""Pages of the notices: written, looked at, published, corrected and cancelled."""
