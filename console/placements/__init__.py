"""Pages of placements: lists, one with its evidence, decisions, and what was paid."""
