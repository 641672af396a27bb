"""One-for-one folding for look-ups: full width to half width, Traditional to Simplified.

Stored text is never folded. Every fold keeps the length, so that an offset into the folded text is one into the text.
"""

from typing import Final

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2007: 0x20, 0xA0: 0x20}
# Traditional characters of names, units and numerals, each with its Simplified form.
_PAIRS: Final = (
    "   萬万 億亿 兩两 參参 貳贰 陸陆 點点 幾几 餘余 過过 約约 達达 園园 區区 產产 業业 縣县 鄉乡 鎮镇 "
    "鐵铁 東东 臺台 灣湾 廣广    寧宁 遼辽 龍龙 雲云 蘇苏 無无 錫锡 溫温 紹绍 麗丽 龜龟 陽阳 漢汉 長长 "
    "慶庆 進进 貿贸 順顺 對对 發发 風风 氣气 貨货 運运    輸输 農农 漁渔 糧粮 術术 簽签 項项 計计 劃划 "
    "開开 標标 準准 數数 據据 專专 獎奖 員员 價价 費费 場场 線线 條条 設设 備备    製制 積积 體体 電电 "
    "腦脑 規规 總总 資资 績绩 額额 營营 學学 國国 際际 個个 間间 門门 戶户 歲岁 隻只 輛辆 顆颗 級级 噸吨 "
    "   頃顷 畝亩 時时 連连 續续 環环 歷历 實实 現现 與与 從从 為为 關关 記记 報报 導导 訊讯 編编 輯辑 來来 責责 攝摄 圖图 閱阅 讀读 覽览 擊击 轉转 當当 "
)
_FOLD: Final = _FULL_WIDTH | {ord(pair[0]): ord(pair[1]) for pair in _PAIRS.split()}


def fold(text: str) -> str:
    """``text`` in half width and Simplified characters; as long as ``text``."""
    return text.translate(_FOLD)
