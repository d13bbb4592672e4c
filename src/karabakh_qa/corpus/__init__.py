"""Files in the documents folder -> Document -> Passage."""
