"""The web chat, for `python app.py` and `gradio app.py`."""

import sys

from karabakh_qa.__main__ import main

if __name__ == "__main__":
    sys.argv[1:] = ["serve"]
    main()
