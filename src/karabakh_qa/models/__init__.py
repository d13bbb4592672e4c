"""Packaged weights: where they are, and that they are the bytes that were expected."""
