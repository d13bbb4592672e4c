"""Lines that belong to the web page rather than to what it says.

They stay in the document's text but never become passages. Each rule asks for the whole line, so
that a sentence which merely mentions a newsletter or cookies is kept; in doubt a line is kept.
"""

import re

# No notice of this kind is longer, and a long line is text.
_LONGEST = 250

_HOME = r"home(?:page)?|main(?: page)?|front page|главная|ana sayfa|ana səhifə|baş səhifə"
_NETWORK = (
    r"facebook|twitter|x|whats\s?app|telegram|linked\s?in|reddit|pinterest|instagram|"
    r"e-?mail|print|copy link|messenger|viber|vk|share|tweet|pin|save"
)

_RULES = (
    # A trail of sections: "Home » World » Headline". `>` alone needs "Home", because manuals
    # write "Settings > Privacy > Cookies".
    rf"(?:{_HOME})(?:\s*[»›>/]\s*[^»›>]+)+",
    # It is one line: a line before it is not of the trail.
    r"[^»›.\r\n]{1,40}(?:\s+[»›]\s+[^»›]{1,150}){2,}",
    # Asking the reader to subscribe: an order that names whose newsletter it is.
    r"(?:please )?(?:sign up|subscribe|register (?:here|now|for|to))\b.*\b(?:our|this|my)\b.*"
    r"\b(?:newsletters?|inbox|mailing list|alerts?|updates?|channel|podcast|feed)\b.*",
    r"(?:sign up|subscribe)(?: now| here| today)?(?: (?:to|for) (?:(?:our|the|a) )?(?:free |daily "
    r"|weekly |e-?mail )*(?:newsletters?|updates|alerts))?[.!:]?",
    r"(?:get|receive) .*\b(?:in|to) your inbox\b.*",
    # The comment form of blogs, and the notices of WordPress and Akismet under it.
    r"(?:leave|post|add|write) a (?:comment|reply)|cancel reply|comments? are closed\.?",
    r"(?:no|\d+) (?:comments?|responses?|replies)(?: yet)?",
    r"your e-?mail address will not be published\..*",
    r"save my name, e-?mail,? .*for the next time i comment\.?",
    r"this site uses akismet to reduce spam\..*",
    r"learn how your comment data (?:is|are) processed\.?",
    # Consent to cookies, spoken by the site.
    r"(?:this (?:web)?site|we) uses? cookies\b.*",
    r"(?:accept|reject|allow|manage)(?: all)? cookies(?: settings)?",
    r"by (?:continuing to|using)\b.{0,40}\b(?:site|page)\b.{0,20}"
    r"\byou (?:agree|accept|consent)\b.*",
    # Buttons for sharing: "Share this", or at least two names of networks and nothing else.
    rf"share(?: this(?: article| story| page| post)?)?(?: (?:on|via|with) (?:{_NETWORK}))?\s*:?",
    rf"(?:{_NETWORK})(?:[\s,|/·•]+(?:{_NETWORK}))+",
    r"follow us(?: on .{1,60})?[.!:]?",
    # Marks of advertising.
    r"advertisements?|sponsored(?: content)?|promoted content|paid content",
    r"(?:story|article) continues (?:below|after)(?: (?:the |this )?advertisement)?",
    # Links to other pages of the site.
    r"(?:read|see) more(?: (?:on|about) this(?: story| topic)?)?\s*(?:[:»→…].{0,150}|\.{3})?",
    r"continue reading\s*[»→….]*|(?:read also|also read)\s*:.{0,150}",
    r"(?:you (?:may|might) also like|related (?:articles|stories|posts))\s*:?",
    r"most (?:read|popular)\s*:?",
    r"skip to (?:main )?content|back to top|(?:previous|next) (?:post|article)(?:\s*[:»→«←].*)?",
    # Rights: "© 2024 Name", "Copyright © 2024 Name", "All rights reserved".
    r"(?:©|\(c\)|copyright(?: ©| \(c\))?)\s*(?:19|20)\d\d\b.{0,120}|(?:©|copyright ©) [^.]{1,80}",
    r"(?:[^.]{0,80}\. ?)?all rights reserved\.?",
)

_FURNITURE = re.compile("|".join(f"(?:{rule})" for rule in _RULES), re.IGNORECASE | re.DOTALL)


def is_furniture(line: str) -> bool:
    """Tell whether a whole line or paragraph is part of the page and not of the text."""
    words = line.strip()
    return len(words) <= _LONGEST and _FURNITURE.fullmatch(words) is not None
