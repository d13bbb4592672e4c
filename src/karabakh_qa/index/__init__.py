"""Passages and documents in `vectorstore/`, kept in step with the documents folder."""
