"""The page's fixed files."""

from importlib.resources import files


def asset(name: str) -> str:
    """Return the text of a file in web/assets/."""
    return (files("karabakh_qa.web") / "assets" / name).read_text("utf-8")


def asset_path(name: str) -> str:
    """Return where a file of web/assets/ lies, for what can only serve files."""
    return str(files("karabakh_qa.web") / "assets" / name)
