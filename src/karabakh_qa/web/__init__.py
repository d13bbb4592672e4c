"""The web chat: answers on the screen, every marker leading to its exact place in the document."""
