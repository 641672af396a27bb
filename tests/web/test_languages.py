import re
import string
from pathlib import Path

import pytest

from flows.web.languages import LANGUAGES, words

WEB = Path(__file__).parents[2] / "flows" / "web"
TEXTS = [path.read_text(encoding="utf-8") for path in (*WEB.rglob("*.html"), *WEB.rglob("*.py"))]


def test_every_word_has_both_languages_with_the_same_names_to_fill_in():
    chinese, english = words("zh"), words("en")
    assert chinese.keys() == english.keys()
    for key in chinese:
        assert chinese[key].strip(), key
        assert english[key].strip(), key
        names = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (chinese[key], english[key])
        ]
        assert names[0] == names[1], key


def test_every_word_that_a_page_asks_for_is_there():
    asked = {key for text in TEXTS for key in re.findall(r"""word\(\s*["']([a-z_]+\.[a-z_]+)["']\s*[,)]""", text)}
    assert len(asked) > 50
    assert asked <= words("zh").keys()


def test_every_word_is_asked_for():
    literal = "\n".join(TEXTS)
    prefixes = set(re.findall(r"""word\(\s*["']([a-z_]+\.[a-z_]*)["']\s*~""", literal))
    unused = [
        key
        for key in words("zh")
        if f'"{key}"' not in literal
        and f"'{key}'" not in literal
        and not any(key.startswith(start) for start in prefixes)
    ]
    assert not unused


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_markup(language):
    assert not [key for key, text in words(language).items() if re.search(r"[<>&]", text)]
