"""A language model as writer: what it is shown, and how its reply is read."""
