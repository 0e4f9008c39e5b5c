"""Files that lie beside the demo: a list of 500 messy rows, to try an import with."""
