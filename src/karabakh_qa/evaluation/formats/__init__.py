"""Files of questions in several formats, each read by a module of its own."""
