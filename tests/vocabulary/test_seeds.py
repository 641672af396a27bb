"""Seeds: read whole, or refused with every row that is wrong."""

from pathlib import Path

import pytest

from flows.domain.errors import RefusedError
from flows.vocabulary import load_vocabulary
from flows.vocabulary.folding import fold
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import Dimension, Group, RegionRole, Role, UnitRole
from flows.vocabulary.seeds import SEEDS as CLASSES

DIMENSIONS = {f"base-unit-of-{dimension}": dimension for dimension in Dimension} | {
    "CNY": Dimension.MONEY,
    "W": Dimension.POWER,
    "percent": Dimension.SHARE,
}
SEEDS = {
    "regions": """\
region_id,name,short_name,name_en,level,kind,parent_id,valid_from,valid_to,is_common_word,note
100000,全国,全国,China,country,country,,,,false,
620000,甘肃省,甘肃,Gansu,province,province,100000,,,false,
620200,嘉峪关市,嘉峪关,Jiayuguan,prefecture,prefecture_level_city,620000,,,false,
lanzhou-new-area,兰州新区,兰州新区,Lanzhou New Area,area,new_area,620000,2012-08,,false,
""",
    "region_aliases": "alias,region_id,needs_context,note\n雄关,620200,false,\n",
    "region_members": "region_id,member_id,note\nlanzhou-new-area,620200,\n",
    "indicators": """\
indicator_id,name_zh,name_en,theme,definition,base_unit,is_additive,is_stock,direction,plausible_min,plausible_max,plausible_source
gdp,地区生产总值,gross regional product,economy,All of it.,CNY,true,false,up,0,,
""",
    "indicator_aliases": "alias,indicator_id,sense,note\nGDP,gdp,,\n",
    "base_units": "base_unit,dimension,plural_en\n"
    + "".join(f"{base_unit},{dimension},\n" for base_unit, dimension in DIMENSIONS.items()),
    "units": "unit,base_unit,factor,is_scalable,name_en\n元,CNY,1,true,yuan\n兆瓦,W,1000000,true,megawatt\n%,percent,1,false,per cent\n",
    "unit_lookalikes": "unit,not_before,note\n元,旦 素,\n",
    "scales": "scale,factor\n万,10000\n亿,100000000\n万亿,1000000000000\n兆,1000000000000\n",
    "codelists": "codelist,code,name_zh,name_en,description\n"
    + "".join(
        f"{codelist},{code},,{code},{code}.\n"
        for codelist, codes in {
            "measure": "level", "bound": "exact", "status": "actual", "period_basis": "explicit", "region_basis": "explicit",
            "region_level": "country province prefecture area", "base_unit": " ".join(DIMENSIONS), "dimension": " ".join(Dimension),
            "direction": "up", "theme": "economy people", "alias_sense": "product", "side": "before",
            "period_word_kind": "now since half_month", "anaphor_level": "city",
            "cue_kind": "growth", "cue_effect": "fact", "word_list": " ".join(WordList),
            "conflict_cause": "revision", "seam": "home region", "points_basis": "fitted set",
            "source_kind": "newspaper other", "claim_field": "period region",
        }.items()
        for code in codes.split()
    ),
    "anaphors": "anaphor,level,note\n全市,city,\n",
    "place_lookalikes": "name,side,other,note\n哈密,before,瓜,\n",
    "period_words": "word,kind,distance,note\n去年,now,-1,\n",
    "plans": "plan,first_year,note\n十四五,2021,\n",
    "hedges": "hedge,side,bound,not_after,note\n约,before,exact,节 预,\n",
    "measure_cues": "cue,kind,sign,note\n增长,growth,1,\n下降,growth,-1,\n",
    "status_cues": "cue,status,effect,not_after,not_before,note\n目标,actual,,比 控制,的,\n",
    "word_lists": "word_list,word,note\n" + "".join(f"{word_list},词,\n" for word_list in WordList),
    "evidence_points": "seam,evidence,points,note\nhome,title,60,\n",
    "confidence_points": "feature,bin,points,basis,claim_count,note\nbase,all,0,fitted,9,\n",
    "indicator_roles": "role,indicator_id,note\n" + "".join(f"{role},gdp,\n" for role in (*Role, *Group)),
    "unit_roles": "role,unit,note\n" + "".join(f"{role},元,\n" for role in UnitRole),
    "region_roles": "role,region_id,note\n" + "".join(f"{role},100000,\n" for role in RegionRole),
}  # fmt: skip


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    for name, text in SEEDS.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def append(seeds: Path, name: str, row: str) -> int:
    """Add a row; returns its line."""
    path = seeds / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    return len(path.read_text(encoding="utf-8").splitlines())


def refusals(seeds: Path) -> list[tuple]:
    with pytest.raises(RefusedError) as caught:
        load_vocabulary(seeds)
    assert all(r.found and r.expected and r.mend for r in caught.value.refusals)
    return [(r.file, r.line, r.column, r.kind) for r in caught.value.refusals]


def test_good_seeds_are_read(seeds):
    vocabulary = load_vocabulary(seeds)
    assert [region.region_id for region in vocabulary.regions_named("雄关")] == ["620200"]
    assert [region.region_id for region in vocabulary.regions_named("嘉峪关")] == ["620200"]
    assert vocabulary.indicator_named("ＧＤＰ").indicator_id == "gdp"
    assert vocabulary.indicator_named("人口") is None
    assert vocabulary.regions_named("火星") == ()
    assert vocabulary.regions["lanzhou-new-area"].valid_from == "2012-08"


def test_seeds_saved_by_a_spreadsheet_are_read(seeds):
    for path in seeds.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b",,,\r\n")
    assert load_vocabulary(seeds).unit("万元").factor == 10000


@pytest.mark.parametrize(
    ("name", "row", "column", "kind"),
    [
        ("regions", "620201,雄关区,雄关区,Xiongguan,county,district,620200,,,false,", "level", "orphan"),
        ("regions", "620300,金昌市,金昌,Jinchang,prefecture,city,629999,,,false,", "parent_id", "orphan"),
        ("region_aliases", "镍都,620300,false,", "region_id", "orphan"),
        ("region_members", "620300,620200,", "region_id", "orphan"),
        ("region_members", "620200,620300,", "member_id", "orphan"),
        ("indicator_aliases", "产值,output,,", "indicator_id", "orphan"),
        ("units", "吨,t,1,true,tonne", "base_unit", "orphan"),
        ("indicators", "pop,人口,population,people,All.,1,true,true,up,,,", "base_unit", "orphan"),
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,sideways,,,", "direction", "orphan"),
        ("indicators", "pop,人口,population,persons,All.,CNY,true,true,up,,,", "theme", "orphan"),
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,up,100,99.9,", "plausible_max", "range"),
        ("regions", "620200,又一市,又一,Another,prefecture,city,620000,,,false,", "region_id", "duplicate"),
        ("region_aliases", "雄关,620000,false,", "alias", "duplicate"),
        ("region_members", "lanzhou-new-area,620200,twice", "member_id", "duplicate"),
        ("indicators", "gdp,人口,population,people,All.,CNY,true,true,up,,,", "indicator_id", "duplicate"),
        ("indicators", "grp,地区生产总值,GRP,economy,All.,CNY,true,true,up,,,", "name_zh", "duplicate"),
        ("indicator_aliases", "ＧＤＰ,gdp,,", "alias", "duplicate"),
        ("units", "％,percent,1,false,per cent", "unit", "duplicate"),
        ("scales", "萬,10000", "scale", "duplicate"),
        ("codelists", "measure,level,,level,Again.", "code", "duplicate"),
        ("region_aliases", "嘉峪关市,620000,false,", "alias", "clash"),
        ("indicator_aliases", "地區生產總值,gdp,,", "alias", "clash"),
        ("regions", "6202,甲,甲,A,prefecture,city,620000,,,false,", "region_id", "type"),
        ("regions", "٦٢٠٢٠١,甲,甲,A,prefecture,city,620000,,,false,", "region_id", "type"),
        ("regions", "620300, ,甲,A,prefecture,city,620000,,,false,", "name", "type"),
        ("regions", "620300,甲,甲,A,prefecture,city,620000,01/08/2012,,false,", "valid_from", "type"),
        ("indicators", "Pop,人口,population,people,All.,CNY,true,true,up,,,", "indicator_id", "type"),
        ("indicators", "pop,人口,population,people,All.,CNY,maybe,true,up,,,", "is_additive", "type"),
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,up,few,,", "plausible_min", "type"),
        ("regions", "620300,甲,甲,A,prefecture,city,620000,,,common word,", "is_common_word", "type"),
        ("region_aliases", "镍都,620200,needs context,", "needs_context", "type"),
        ("indicator_aliases", "产值,gdp,bare product word,", "sense", "type"),
        ("indicator_aliases", "产值,gdp,worth,", "sense", "orphan"),
        ("units", "角,CNY,nan,false,jiao", "factor", "type"),
        ("units", "角,CNY,0,false,jiao", "factor", "type"),
        ("units", "角,CNY,-0.1,false,jiao", "factor", "type"),
        ("scales", "亿亿,1e999999999999999999999", "factor", "type"),
        ("units", "角,CNY,0.1,false", "", "field_count"),
        ("base_units", "barrel,volume,barrels", "base_unit", "orphan"),
        ("base_units", "CNY,worth,", "dimension", "orphan"),
        ("base_units", "CNY,money,", "base_unit", "duplicate"),
        ("anaphors", "我市,town,", "level", "orphan"),
        ("anaphors", "全市,city,again", "anaphor", "duplicate"),
        ("place_lookalikes", "哈密,before,瓜,again", "other", "duplicate"),
        ("unit_lookalikes", "部,门,", "unit", "orphan"),
        ("unit_lookalikes", "元,宵,", "unit", "duplicate"),
        ("period_words", "前年,then,-2,", "kind", "orphan"),
        ("period_words", "前年,now,two,", "distance", "type"),
        ("period_words", "去年,now,-1,again", "word", "duplicate"),
        ("period_words", "撤县设市以来,since,5,", "distance", "range"),
        ("period_words", "撤县设市以来,since,999,", "distance", "range"),
        ("period_words", "撤县设市以来,since,19780,", "distance", "range"),
        ("period_words", "撤县设市以来,since,-1978,", "distance", "range"),
        ("period_words", "撤县设市以来,now,1978,", "distance", "range"),
        ("period_words", "下半月,half_month,2,", "distance", "range"),
        ("plans", "十五五,26,", "first_year", "type"),
        ("plans", "十四五,2021,again", "plan", "duplicate"),
        ("hedges", "约,after,exact,,", "side", "orphan"),
        ("hedges", "约,before,roughly,,", "bound", "orphan"),
        ("hedges", "约,before,exact,,again", "side", "duplicate"),
        ("measure_cues", "减少,fall,-1,", "kind", "orphan"),
        ("measure_cues", "减少,growth,-2,", "sign", "type"),
        ("measure_cues", "下降,growth,1,", "cue", "duplicate"),
        ("status_cues", "力争,aim,,,,", "status", "orphan"),
        ("status_cues", "力争,actual,true,,,", "effect", "orphan"),
        ("status_cues", "目标,actual,,,,", "cue", "duplicate"),
        ("word_lists", "fillers,词,", "word_list", "orphan"),
        ("word_lists", "cue_fillers,词,again", "word", "duplicate"),
        ("evidence_points", "street,title,60,", "seam", "orphan"),
        ("evidence_points", "home,title,61,", "evidence", "duplicate"),
        ("confidence_points", "period.where,gap,5,guessed,9,", "basis", "orphan"),
        ("confidence_points", "base,all,5,fitted,9,", "bin", "duplicate"),
        ("indicator_roles", "trade,output,", "indicator_id", "orphan"),
        ("indicator_roles", "trades,gdp,", "role", "role"),
        ("indicator_roles", "trade,gdp,again", "indicator_id", "duplicate"),
        ("unit_roles", "firm,家,", "unit", "orphan"),
        ("unit_roles", "firms,元,", "role", "role"),
        ("region_roles", "taiwan,710000,", "region_id", "orphan"),
        ("region_roles", "taiwan,620200,a second one", "role", "role"),
    ],
)
def test_a_wrong_row_is_refused_with_its_file_line_and_column(seeds, name, row, column, kind):
    line = append(seeds, name, row)
    assert (f"dbt/seeds/{name}.csv", line, column, kind) in refusals(seeds)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,up,100,100,"),
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,up,100,,"),
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,up,,-100,"),
        ("period_words", "唐朝以来,since,1000,"),
        ("period_words", "改革开放以来,since,1978,"),
        ("period_words", "下半月,half_month,1,"),
        ("period_words", "前年,now,-2,"),
    ],
)
def test_a_row_at_the_edge_of_what_is_allowed_is_read(seeds, name, row):
    append(seeds, name, row)
    load_vocabulary(seeds)


@pytest.mark.parametrize(
    ("name", "row", "text"),
    [
        ("indicators", "pop,人口,population,persons,All.,CNY,true,true,up,,,",
         "3 theme: found 'persons', expected a theme of codelists.csv. Mend: correct it, or add its row"),
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,up,100,99.9,",
         "3 plausible_max: found 99.9, which is below plausible_min 100, expected 100 or more, or nothing. Mend: exchange the two"),
        ("indicators", "pop,人口,population,people,All.,CNY,maybe,true,up,,,",
         "3 is_additive: found 'maybe', expected true or false. Mend: correct the cell"),
        ("indicators", "pop,人口,population,people,All.,CNY,true,true,up,few,,",
         "3 plausible_min: found 'few', expected a decimal number or nothing. Mend: correct the cell"),
        ("indicators", "Pop,人口,population,people,All.,CNY,true,true,up,,,",
         "3 indicator_id: found 'Pop', expected lower-case letters, digits, _ and -. Mend: correct the cell"),
        ("period_words", "撤县设市以来,since,5,",
         "3 distance: found 5, expected the year of the event of kind since, from 1000 to 2200. Mend: correct it, or the kind"),
        ("period_words", "前年,now,two,", "3 distance: found 'two', expected a whole number. Mend: correct the cell"),
        ("plans", "十五五,26,", "3 first_year: found '26', expected a year from 1900 to 2200. Mend: correct the cell"),
        ("measure_cues", "减少,growth,-2,", "4 sign: found '-2', expected 1 or -1. Mend: correct the cell"),
        ("scales", "千,0", "6 factor: found '0', expected a decimal number above 0. Mend: correct the cell"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told_in_the_words_of_the_house(seeds, name, row, text):
    append(seeds, name, row)
    with pytest.raises(RefusedError) as caught:
        load_vocabulary(seeds)
    assert str(caught.value) == f"dbt/seeds/{name}.csv:{text}"


@pytest.mark.parametrize(
    ("seed", "column"), [(name, column) for name, seed in CLASSES.items() for column in seed.model_fields]
)
def test_every_column_that_can_be_wrong_says_what_it_expects(seed, column):
    """A refusal with the words of the library that checks the types helps nobody (Input should be a valid boolean)."""
    field = CLASSES[seed].model_fields[column]
    assert field.description or (field.annotation is str and not field.metadata)


def test_regions_that_stand_above_each_other_are_refused(seeds):
    first = append(seeds, "regions", "620300,甲市,甲,A,prefecture,city,620400,,,false,")
    append(seeds, "regions", "620400,乙市,乙,B,prefecture,city,620300,,,false,")
    append(seeds, "regions", "620500,丙市,丙,C,prefecture,city,620500,,,false,")
    append(seeds, "regions", "620600,丁市,丁,D,prefecture,city,620300,,,false,")
    assert refusals(seeds) == [
        ("dbt/seeds/regions.csv", first + at, "parent_id", "cycle") for at in range(3)
    ]  # 620600 hangs under the circle, and is no part of it


def test_all_wrong_rows_are_told_at_once_in_the_order_of_files_and_lines(seeds):
    append(seeds, "units", "角,CNY,many,false,jiao")
    append(seeds, "scales", "十,ten")
    append(seeds, "scales", "千,thousand")
    found = refusals(seeds)
    assert found == sorted(found)
    assert len(found) == 3


def test_what_is_missing_is_told_once_for_all_rows_that_name_it(seeds):
    text = (seeds / "regions.csv").read_text(encoding="utf-8")
    (seeds / "regions.csv").write_text(text.replace("620000,甘肃省", "630000,甘肃省"), encoding="utf-8")
    with pytest.raises(RefusedError) as caught:
        load_vocabulary(seeds)
    assert str(caught.value) == (
        "dbt/seeds/regions.csv:4 parent_id: found '620000', also in 1 more rows, expected a region_id of regions.csv. "
        "Mend: correct it, or add its row"
    )


def test_a_row_that_is_wrong_is_told_before_the_rows_that_name_it(seeds):
    text = (seeds / "regions.csv").read_text(encoding="utf-8")
    wrong = text.replace(
        "620000,甘肃省,甘肃,Gansu,province,province,100000,,,false",
        "620000,甘肃省,甘肃,Gansu,province,province,100000,,,no idea",
    )
    (seeds / "regions.csv").write_text(wrong, encoding="utf-8")
    (seeds / "hedges.csv").write_text(SEEDS["hedges"] + "逾,before,above,,\n", encoding="utf-8")
    assert refusals(seeds) == [
        ("dbt/seeds/regions.csv", 3, "is_common_word", "type"),
        ("dbt/seeds/hedges.csv", 3, "bound", "orphan"),
        ("dbt/seeds/regions.csv", 4, "parent_id", "orphan"),
    ]


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_that_is_missing_is_refused(seeds, name):
    (seeds / f"{name}.csv").unlink()
    assert (f"dbt/seeds/{name}.csv", None, "", "missing") in refusals(seeds)


@pytest.mark.parametrize(
    ("data", "line", "kind"),
    [
        (SEEDS["units"].encode("gb18030"), None, "charset"),
        (SEEDS["units"].replace("unit,base_unit", "base_unit,unit").encode(), 1, "header"),
        (("<<<<<<< HEAD\n" + SEEDS["units"]).encode(), 1, "merge_conflict"),
        ((SEEDS["units"] + '"角,CNY,0.1,false,jiao\n').encode(), 5, "csv"),
        (b"", 1, "header"),
    ],
)
def test_a_seed_that_cannot_be_trusted_as_a_whole_is_refused(seeds, data, line, kind):
    (seeds / "units.csv").write_bytes(data)
    assert refusals(seeds) == [("dbt/seeds/units.csv", line, "", kind)]


def test_a_codelist_without_rows_is_refused(seeds):
    text = "".join(line for line in SEEDS["codelists"].splitlines(keepends=True) if not line.startswith("measure,"))
    (seeds / "codelists.csv").write_text(text, encoding="utf-8")
    assert refusals(seeds) == [("dbt/seeds/codelists.csv", None, "codelist", "missing")]


@pytest.mark.parametrize("dimension", Dimension)
def test_a_dimension_that_code_asks_for_and_no_base_unit_has_is_refused_by_name(seeds, dimension):
    path = seeds / "base_units.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if f",{dimension}," not in row), encoding="utf-8")
    with pytest.raises(
        RefusedError, match=f"dbt/seeds/base_units.csv dimension: found no row, .* {dimension}, .*Mend: "
    ):
        load_vocabulary(seeds)


@pytest.mark.parametrize("word_list", WordList)
def test_a_list_of_words_that_code_asks_for_and_no_word_has_is_refused_by_name(seeds, word_list):
    path = seeds / "word_lists.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{word_list},词,\n", ""), encoding="utf-8")
    with pytest.raises(
        RefusedError, match=f"dbt/seeds/word_lists.csv word_list: found no row, .* {word_list}, .*Mend: "
    ):
        load_vocabulary(seeds)


@pytest.mark.parametrize("role", [*Role, *Group, *UnitRole, *RegionRole])
def test_a_role_that_code_asks_for_and_no_row_has_is_refused_by_name(seeds, role):
    name = {Role: "indicator_roles", Group: "indicator_roles", UnitRole: "unit_roles", RegionRole: "region_roles"}[
        type(role)
    ]
    path = seeds / f"{name}.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if not row.startswith(f"{role},")), encoding="utf-8")
    with pytest.raises(RefusedError, match=f"^dbt/seeds/{name}.csv role: found no row, .* {role}, .*Mend: "):
        load_vocabulary(seeds)


@pytest.mark.parametrize(
    ("text", "word", "base_unit", "factor"),
    [
        ("元", "元", "CNY", "1"), ("万元", "元", "CNY", "10000"), ("万亿元", "元", "CNY", "1000000000000"),
        ("億元", "元", "CNY", "100000000"), ("兆瓦", "兆瓦", "W", "1000000"), ("万兆瓦", "兆瓦", "W", "10000000000"),
        ("％", "%", "percent", "1"),
    ],
)  # fmt: skip
def test_a_unit_is_read_with_its_scale_word(seeds, text, word, base_unit, factor):
    unit = load_vocabulary(seeds).unit(text)
    assert (unit.text, unit.word, unit.base_unit, str(unit.factor)) == (fold(text), word, base_unit, factor)


@pytest.mark.parametrize("text", ["", "万", "亿亿元", "万%", "元万", "吨", " 元", "元\n"])
def test_what_is_no_unit_has_none(seeds, text):
    assert load_vocabulary(seeds).unit(text) is None


def test_without_scale_words_units_stand_alone(seeds):
    (seeds / "scales.csv").write_text("scale,factor\n", encoding="utf-8")
    assert load_vocabulary(seeds).unit("万元") is None


def test_a_name_can_mean_several_regions_and_a_full_name_wins_over_a_short_one(vocabulary):
    assert {region.region_id for region in vocabulary.regions_named("朝阳区")} == {"110105", "220104"}
    assert [region.region_id for region in vocabulary.regions_named("吉林市")] == ["220200"]
    assert [region.region_id for region in vocabulary.regions_named("中國")] == ["100000"]


def test_the_areas_of_an_area_are_known(vocabulary):
    members = {row.member_id for row in vocabulary.region_members if row.region_id == "lanbai-two-zones"}
    assert members == {"lanzhou-new-area", "lanzhou-high-tech-zone", "baiyin-high-tech-zone", "lanzhou-etdz"}
