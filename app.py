"""The web chat, for `python app.py` and `gradio app.py`."""

import sys
from threading import current_thread, main_thread

from karabakh_qa.__main__ import main

# `gradio app.py` runs this file a second time, in a thread that watches it for changes.
if __name__ == "__main__" and current_thread() is main_thread():
    sys.argv[1:] = ["serve"]
    main()
