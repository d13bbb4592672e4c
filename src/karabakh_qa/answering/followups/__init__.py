"""Follow-up questions without a language model: recognised, and made to stand by themselves."""

from karabakh_qa.answering.followups.understanding import FollowUps, depends

__all__ = ["FollowUps", "depends"]
