"""The catalogues: one .po file a language, and how they are kept complete."""
