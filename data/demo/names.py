"""Invented names: companies, contacts and phones. Any likeness to a real one is chance."""

from collections.abc import Iterator
from itertools import product
from random import Random

_FIRST = "云博启锦晟曜嘉朗澜岳霖颂珩昱槿翊沐煦砚筠"
_SECOND = "杉岳川澄禾曜帆衡屿程岚霆岭汀弘麓湛旻朔陌"
SUFFIXES = {
    "机械制造": ("精密", "重工", "机械", "传动", "装备"),
    "电子电气": ("电气", "电子", "仪器", "自控", "光电"),
    "医疗健康": ("医疗", "制药", "康养", "器械"),
    "物流运输": ("物流", "供应链", "仓储", "货运"),
    "教育培训": ("教育", "学校", "职教"),
    "建筑建材": ("建材", "建工", "装饰", "门窗"),
    "能源环保": ("能源", "环保", "水务", "热力"),
    "食品消费": ("食品", "乳品", "饮品", "调味"),
    "软件信息": ("软件", "云图", "数据", "信息"),
    "汽车配件": ("汽配", "模具", "制动", "车桥"),
    "化工材料": ("新材", "化工", "涂料", "纸业"),
    "商业服务": ("商贸", "物业", "传媒", "连锁"),
}
INDUSTRIES = tuple(SUFFIXES)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜谢邹喻柏苏潘葛范彭鲁韦马方任袁柳"
_TITLES = ("经理", "经理", "总监", "总", "主任", "工", "部长", "女士", "先生", "厂长")


def companies(random: Random) -> Iterator[tuple[str, str]]:
    """Pairs of company name and industry, each name once."""
    known: set[str] = set()
    stems = ["".join(pair) for pair in product(_FIRST, _SECOND) if pair[0] != pair[1]]
    while True:
        random.shuffle(stems)
        for stem in stems:
            industry = random.choice(INDUSTRIES)
            name = stem + random.choice(SUFFIXES[industry])
            if name not in known:
                known.add(name)
                yield name, industry


def contact(random: Random) -> str:
    """A contact as sales people write one: surname and title."""
    return random.choice(_SURNAMES) + random.choice(_TITLES)


def phones(random: Random) -> Iterator[str]:
    """Mobile numbers of one reserved-looking block, each once."""
    for number in random.sample(range(10000), 10000):
        yield f"1380000{number:04d}"
