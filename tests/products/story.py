"""A clerk who knows nothing of the rule, and reads the whole story anew whenever somebody asks how far a language is behind.

The clerk compares texts, not hashes, keeps names, not keys, and shares no line with the rule that it judges.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Approved:
    """What was approved once: its words by the names of their blocks, and which approval (from 0) of which language it was made from."""

    language: str
    words: dict[str, str]
    level: int
    source: str = ""
    which: int = -1


@dataclass
class Story:
    told: list[Approved] = field(default_factory=list)

    def of(self, language: str) -> list[Approved]:
        return [one for one in self.told if one.language == language]

    def behind(self) -> dict[str, int]:
        """Each language that is behind, and how far."""
        found = {language: self.far(language) for language in {one.language for one in self.told}}
        return {language: far for language, far in found.items() if far}

    def far(self, language: str) -> int:
        last = self.of(language)[-1]
        if not last.source:
            return 0
        since = self.of(last.source)[last.which :]
        then, now = since[0].words, since[-1].words
        worst = self.far(last.source)
        for name in [*then, *now]:
            if then.get(name) == now.get(name):
                continue
            for place in range(1, len(since)):
                if since[place].words.get(name) != since[place - 1].words.get(name) and since[place].level > worst:
                    worst = since[place].level
        return worst
