"""One-for-one folding for look-ups: full width to half width, Traditional to Simplified.

Stored text is never folded. Every fold keeps the length, so that an offset into the folded text is one into the text.

``traditional.txt`` holds two lines of one length, Traditional characters and what each folds to. It is generated from the
character tables of OpenCC 1.4.2 (TSCharacters, with the variants of Taiwan and Hong Kong; Apache-2.0,
https://github.com/BYVoid/OpenCC). Left out are characters that Simplified text prints too (乾县, 著名, 瞭望, 昇腾): no fold
may change a Simplified text.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

EXAMPLES: Final = {
    "１１８４億元": "1184亿元", "７．３％": "7.3%", "（萬噸）": "(万吨)", "營業額、從業員工數": "营业额、从业员工数", "位於臺灣": "位于台湾",
    "說説産產裏裡": "说说产产里里", "⼀⽉⾞": "一月车", "乾县著名后来于是瞭望": "乾县著名后来于是瞭望", "〇零㎡①Ⅴ～": "〇零㎡①Ⅴ~",
}  # fmt: skip
"""Text → folded; Kangxi radicals (⼀ U+2F00) and compatibility characters stand in text taken out of PDF files."""

_TABLE: Final = Path(__file__).with_name("traditional.txt")
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES: Final = dict.fromkeys((0xA0, *range(0x2002, 0x200B), 0x202F, 0x205F, 0x3000), 0x20)
_LOOK_ALIKES: Final = (range(0x2F00, 0x2FD6), range(0xF900, 0xFAFF))
"""Blocks of Kangxi radicals and compatibility ideographs: each stands for one ordinary character."""


@cache
def _folds() -> list[int]:
    """By code point of the basic plane: the code point it folds to, mostly itself; folding twice is folding once."""
    traditional, simplified = _TABLE.read_text("utf-8").split()
    folds = list(range(0x10000))  # str.translate is twice as fast with a list as with a dict that has gaps
    for code, folded in (_FULL_WIDTH | _SPACES).items():
        folds[code] = folded
    for code, folded in zip(map(ord, traditional), map(ord, simplified), strict=True):
        folds[code] = folded
    for code in (code for block in _LOOK_ALIKES for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) < len(folds):
            folds[code] = folds[ord(plain)]
    return folds


def fold(text: str) -> str:
    """``text`` in half width and Simplified characters; as long as ``text``."""
    return text if text.isascii() else text.translate(_folds())
