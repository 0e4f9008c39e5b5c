"""The store: engines, migrations, outages, backup."""
