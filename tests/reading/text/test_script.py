"""Traditional or Simplified characters."""

import pytest

from flows.reading.text.script import is_traditional

TRADITIONAL = "臺灣經濟研究院發布報告，預測今年經濟成長率為百分之三，較上月調升，主要係因應國際貿易環境轉變與產業鏈調整"
SIMPLIFIED = "台湾经济研究院发布报告，预测今年经济成长率为百分之三，较上月调升，主要系因应国际贸易环境转变与产业链调整"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (TRADITIONAL, True),
        (SIMPLIFIED, False),
        ("", False),
        ("GDP 3.1%", False),
        # a name or two in the other script does not make the text one of it
        (SIMPLIFIED + "臺積電、聯發科", False),
        # what comes behind the first two thousand characters is not asked
        ("甲" * 2000 + TRADITIONAL, False),
        (TRADITIONAL + "甲" * 5000, True),
    ],
)
def test_a_text_is_in_traditional_characters_where_many_are(text, answer):
    assert is_traditional(text) is answer
