"""A question and the passages found for it, to a cited answer or a decline."""
