"""Days written in a next step: every form of definitions §5 "Broken promise", and its traps.

Each row is a text and the day that stands in it. The follow-up was on Friday 2024-03-08 unless the
row names another day; None means that nothing is read.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.promises import Promise, promised_on, read_day

FRIDAY = date(2024, 3, 8)

FULL_DATES = [
    ("2024年3月12日提交方案", "2024-03-12"),
    ("2024年3月12号提交方案", "2024-03-12"),
    ("2025年1月2日复盘", "2025-01-02"),
    ("2023年12月31日", "2023-12-31"),
    ("2024 年 3 月 12 日", "2024-03-12"),
    ("二〇二四年三月十二日", "2024-03-12"),
    ("二零二四年三月二十号", "2024-03-20"),
    ("2024年2月29日", "2024-02-29"),
    ("2024-03-12", "2024-03-12"),
    ("2024-3-9 demo", "2024-03-09"),
    ("call by 2024-03-12.", "2024-03-12"),
    ("客户定在2024-03-12开会", "2024-03-12"),
    ("2024-03-12/2024-03-15", "2024-03-12"),
    ("2024/3/12", "2024-03-12"),
    ("2024/03/12 发合同", "2024-03-12"),
    ("2024/3/12-2024/3/15", "2024-03-12"),
    ("(2024/12/1)", "2024-12-01"),
    ("12 March 2024", "2024-03-12"),
    ("12 March 2025", "2025-03-12"),
    ("on 12 March, 2025", "2025-03-12"),
    ("March 12, 2025", "2025-03-12"),
    ("March 12 2025", "2025-03-12"),
    ("send the quote on Mar 12, 2024", "2024-03-12"),
    ("5 Dec 2024: visit", "2024-12-05"),
]

WITHOUT_YEAR = [
    ("3月12日提交方案", "2024-03-12"),
    ("3月12号提交方案", "2024-03-12"),
    ("争取3月12日前签约", "2024-03-12"),
    ("三月十二日", "2024-03-12"),
    ("十月三十一号交付", "2024-10-31"),
    ("3 月 12 日", "2024-03-12"),
    ("３月１２日", "2024-03-12"),
    ("3月8日", "2024-03-08"),  # the follow-up's own day does not lie before it
    ("3月7日", "2025-03-07"),
    ("1月5日", "2025-01-05"),
    ("12月31日", "2024-12-31"),
    ("3月12日至15日出差", "2024-03-12"),
    ("3月12日后回访", "2024-03-12"),
    ("3月12号线上会议", "2024-03-12"),
    ("12 March", "2024-03-12"),
    ("meet again 12 march", "2024-03-12"),
    ("12 Mar", "2024-03-12"),
    ("March 12", "2024-03-12"),
    ("before March 12.", "2024-03-12"),
    ("MARCH 12: visit", "2024-03-12"),
    ("March 12-14", "2024-03-12"),
    ("Sep 3", "2024-09-03"),
    ("May 1", "2024-05-01"),
    ("Feb 1", "2025-02-01"),
    ("March 7", "2025-03-07"),
    ("1 January", "2025-01-01"),
]

BARE_DAYS = [
    ("12日提交方案", "2024-03-12"),
    ("12号提交方案", "2024-03-12"),
    ("约12号上午10点", "2024-03-12"),
    ("十二号见面", "2024-03-12"),
    ("二十日前给方案", "2024-03-20"),
    ("12 号回访", "2024-03-12"),
    ("１２日", "2024-03-12"),
    ("8日", "2024-04-08"),  # the next such day after the follow-up's own
    ("8号", "2024-04-08"),
    ("5日", "2024-04-05"),
    ("31日", "2024-03-31"),
    ("1号", "2024-04-01"),
    ("8日-10日参展", "2024-04-08"),
    ("12日至14日", "2024-03-12"),
    ("9日、10日都可以", "2024-03-09"),
    ("12号到货后安装", "2024-03-12"),
    ("12号拜访", "2024-03-12"),
    ("12号门店拜访", "2024-03-12"),
    ("12号线上会议", "2024-03-12"),
    ("12日线下见面", "2024-03-12"),
    ("12日内部评审", "2024-03-12"),
    ("3号后再联系", "2024-04-03"),
    ("1、12日拜访;2、寄样", "2024-03-12"),
    ("下周12号拜访", "2024-03-12"),
    ("下周3号拜访", "2024-04-03"),
]

COUNTED = [
    ("明天回电", "2024-03-09"),
    ("后天回电", "2024-03-10"),
    ("客户说明天给答复", "2024-03-09"),
    ("明天后天都行", "2024-03-09"),
    ("今天或后天", "2024-03-10"),
    ("后天下午面谈", "2024-03-10"),
    ("call tomorrow", "2024-03-09"),
    ("Tomorrow: send samples", "2024-03-09"),
    ("约客户tomorrow见", "2024-03-09"),
    ("3天后回访", "2024-03-11"),
    ("三天后回访", "2024-03-11"),
    ("两天后回访", "2024-03-10"),
    ("十天后", "2024-03-18"),
    ("二十五天后", "2024-04-02"),
    ("3 天后", "2024-03-11"),
    ("３天后", "2024-03-11"),
    ("报价100,3天后回访", "2024-03-11"),
    ("回款100万3天后到账", "2024-03-11"),
    ("3日后回访", "2024-03-11"),
    ("三日后回访", "2024-03-11"),
    ("40日后复盘", "2024-04-17"),
    ("in 3 days", "2024-03-11"),
    ("call back in 1 day", "2024-03-09"),
    ("In 10 days.", "2024-03-18"),
    ("2周后", "2024-03-22"),
    ("两周后", "2024-03-22"),
    ("一周后再约", "2024-03-15"),
    ("2星期后", "2024-03-22"),
    ("三礼拜后", "2024-03-29"),
    ("2周后的周三", "2024-03-22"),
    ("in 2 weeks", "2024-03-22"),
    ("in 1 week", "2024-03-15"),
]

WEEKDAYS = [
    ("周三提交方案", "2024-03-13"),
    ("周五回访", "2024-03-15"),  # the follow-up's own day is a Friday
    ("周六", "2024-03-09"),
    ("周日", "2024-03-10"),
    ("周天", "2024-03-10"),
    ("周一上午", "2024-03-11"),
    ("周一下午", "2024-03-11"),
    ("星期三", "2024-03-13"),
    ("星期天", "2024-03-10"),
    ("礼拜四", "2024-03-14"),
    ("星期3见", "2024-03-13"),
    ("周三3点", "2024-03-13"),
    ("周三十点", "2024-03-13"),
    ("周三前后", "2024-03-13"),
    ("周一至周五", "2024-03-11"),
    ("周三项目会", "2024-03-13"),
    ("10:30 周三开会", "2024-03-13"),
    ("on Wednesday", "2024-03-13"),
    ("on friday", "2024-03-15"),
    ("meet on Monday morning", "2024-03-11"),
    ("下周三", "2024-03-13"),
    ("下周五", "2024-03-15"),
    ("下周一", "2024-03-11"),
    ("下周日", "2024-03-17"),
    ("下周六拜访", "2024-03-16"),
    ("下周一下午", "2024-03-11"),
    ("下星期三", "2024-03-13"),
    ("下礼拜天", "2024-03-17"),
    ("next Wednesday", "2024-03-13"),
    ("visit next sunday", "2024-03-17"),
    ("on next Wednesday", "2024-03-13"),
]

MONTH_ENDS = [
    ("月底签约", "2024-03-31"),
    ("本月底签约", "2024-03-31"),
    ("月底前给方案", "2024-03-31"),
    ("争取到月底回款", "2024-03-31"),
    ("月底部门会议", "2024-03-31"),
    ("end of the month", "2024-03-31"),
    ("by the end of the month.", "2024-03-31"),
    ("At the End of the Month", "2024-03-31"),
]

FIRST_IN_THE_TEXT = [
    ("周三给方案,3月20日签约", "2024-03-13"),
    ("3月20日签约,周三给方案", "2024-03-20"),
    ("20日前或周三", "2024-03-20"),
    ("月底前,最好明天", "2024-03-31"),
    ("tomorrow or next Wednesday", "2024-03-09"),
    ("next Wednesday or tomorrow", "2024-03-13"),
    ("上周三约好12日", "2024-03-12"),
    ("8号楼验收改到12号", "2024-03-12"),
    ("V2.3.1做好,3天后给", "2024-03-11"),
    ("3/4的款项12日付", "2024-03-12"),
    ("3日内回复,3天后回访", "2024-03-11"),
    ("2月30日或3月12日", "2024-03-12"),
    ("2024-02-30, else 2024-03-12", "2024-03-12"),
    ("32日,不行就明天", "2024-03-09"),
    ("February 30 or March 12", "2024-03-12"),
]

PART_OF_ANOTHER_WORD_OR_NUMBER = [
    "8号楼看现场",
    "三号楼看现场",
    "2号线",
    "坐2号线过来",
    "12号院",
    "3号会议室",
    "1号仓库",
    "5号车间",
    "3月8号楼验收",
    "中山路12号",
    "第3号方案",
    "第12日",
    "No.12号",
    "B12号",
    "V2.3.1",
    "升级到V2.3.1",
    "3/4",
    "完成3/4",
    "3月份",
    "3月份再联系",
    "2024",
    "1.5天后",
    "1,000天后",
    "3-5天后",
    "3至5天后",
    "8-10日",
    "3月8-10日",
    "3月8、9日",
    "24年3月12日",
    "12024年3月12日",
    "HT2024-03-12",
    "HT-2024-03-12",
    "2024-03-12-A01",
    "2024-03-1234",
    "2024/3/12/5",
    "100日元",
    "3日元",
    "5日均线",
    "3日游",
    "日本客户",
    "一百三十天后",
    "三五天后",
    "几天后",
    "说明天数",
    "说明天然气价格",
    "然后天天跟进",
    "会后天天跟进",
    "每天",
    "雨后天气",
    "一周三次",
    "2周3次",
    "每周三次",
    "下周三次拜访",
    "下周一起拜访",
    "下周一定拜访",
    "下周三亚出差",
    "下周四川出差",
    "下周五金展",
    "下周天津出差",
    "下周日常拜访",
    "每周日均销量",
    "月底薪",
    "within 3 days",
    "in 3-5 days",
    "in 2.5 days",
    "check-in 3 days",
    "March 123",
    "March 12,000 units",
    "March 12.5",
    "March 2024",
    "Marching 12",
    "add-on Wednesday",
    "on Wednesdays",
    "weekend of the month",
    "tomorrows",
]

NOTHING_ELSE_IS_READ = [
    "",
    "再联系",
    "follow up",
    "本周三",
    "这周三",
    "本星期三",
    "这个周三",
    "下个周三",
    "下个星期三",
    "下下周三",
    "上周三",
    "上上周三",
    "上星期三",
    "每周三",
    "每逢周三",
    "隔周三",
    "周末",
    "下周",
    "本12日",
    "本月12日",
    "这月12日",
    "这3天后",
    "样本3天后寄出",  # 本 before it, though of another word
    "下月12日",
    "下月12号",
    "下月 12 日",
    "下个月12日",
    "上月12日",
    "每月12号",
    "本3月12日",
    "明年3月12日",
    "去年3月12日",
    "下月底",
    "下个月底",
    "上月底",
    "这月底",
    "这个月底",
    "每月底",
    "当月底",
    "3月底",
    "三月底",
    "12 月底",
    "年底",
    "3月初",
    "3月中旬",
    "3日内",
    "三日内",
    "3 日内",
    "12日以内",
    "3天内",
    "3天之后",
    "3个月后",
    "1个月3天后",
    "一周三天后",
    "两个星期后",
    "半天后",
    "每3天后",
    "近3日",
    "未来3日",
    "第2周后",
    "大后天",
    "今天",
    "前天",
    "昨天",
    "3月12",
    "3-12",
    "3.12",
    "2024.3.12",
    "20240312",
    "24/3/12",
    "12/3/2024",
    "2024年3月",
    "the day after tomorrow",
    "day  after tomorrow",
    "Wednesday",
    "this Wednesday",
    "last Wednesday",
    "every Wednesday",
    "on Wed",
    "next week",
    "next month",
    "in three days",
    "3 days later",
    "end of month",
    "end of next month",
    "12th March",
    "March 12th",
    "12.3.2024",
]

DAYS_THAT_DO_NOT_EXIST = [
    "2月30日",
    "2023年2月29日",
    "2024-02-30",
    "2024-13-01",
    "2024/0/12",
    "0000年3月12日",
    "13月12日",
    "十三月十二日",
    "30 February",
    "February 30, 2024",
    "0日",
    "32日",
    "99号",
    "April 31",
]

FROM_OTHER_DAYS = [
    ("2024-04-10", "31日", "2024-05-31"),
    ("2024-01-31", "30日", "2024-03-30"),
    ("2024-01-30", "29日", "2024-02-29"),
    ("2023-01-30", "29日", "2023-03-29"),
    ("2023-12-31", "31日", "2024-01-31"),
    ("2023-12-20", "12日", "2024-01-12"),
    ("2023-12-20", "1月5日", "2024-01-05"),
    ("2023-12-20", "12月20日", "2023-12-20"),
    ("2023-12-20", "12月19日", "2024-12-19"),
    ("2023-03-01", "2月29日", "2024-02-29"),  # 29 February lies before 1 March: the next year's
    ("2023-01-10", "2月29日", None),
    ("2024-03-01", "2月29日", None),
    ("2024-02-29", "2月29日", "2024-02-29"),
    ("2023-12-31", "明天", "2024-01-01"),
    ("2024-02-27", "后天", "2024-02-29"),
    ("2024-03-13", "周三", "2024-03-20"),  # a Wednesday
    ("2024-03-13", "下周三", "2024-03-20"),
    ("2024-03-12", "周三", "2024-03-13"),
    ("2024-03-12", "下周三", "2024-03-20"),
    ("2024-03-10", "下周三", "2024-03-13"),  # a Sunday belongs to the week before
    ("2024-03-11", "下周三", "2024-03-20"),  # a Monday
    ("2024-03-11", "next Sunday", "2024-03-24"),
    ("2024-03-10", "on Sunday", "2024-03-17"),
    ("2024-02-10", "月底", "2024-02-29"),
    ("2023-02-28", "月底", "2023-02-28"),
    ("2024-12-02", "end of the month", "2024-12-31"),
    ("9999-12-31", "明天", None),
    ("9999-12-31", "1月5日", None),
    ("9999-12-31", "1日", None),
    ("9999-12-31", "9999天后", None),
]

READ = [*FULL_DATES, *WITHOUT_YEAR, *BARE_DAYS, *COUNTED, *WEEKDAYS, *MONTH_ENDS, *FIRST_IN_THE_TEXT]
UNREAD = [*PART_OF_ANOTHER_WORD_OR_NUMBER, *NOTHING_ELSE_IS_READ, *DAYS_THAT_DO_NOT_EXIST]

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
PIECES = st.sampled_from(
    [
        *"0123456789十三两年月日号天后周下本个底内一至-/.,:、 \n",
        "星期",
        "礼拜",
        "明天",
        "March",
        "on",
        "in",
        "next",
        "days",
        "Monday",
    ]
)


@pytest.mark.parametrize(("text", "day"), READ)
def test_a_written_day_is_read(text: str, day: str) -> None:
    assert read_day(text, FRIDAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read_day(text, FRIDAY) is None


@pytest.mark.parametrize(("followed_up_on", "text", "day"), FROM_OTHER_DAYS)
def test_the_day_counts_from_the_follow_up(followed_up_on: str, text: str, day: str | None) -> None:
    expected = date.fromisoformat(day) if day else None
    assert read_day(text, date.fromisoformat(followed_up_on)) == expected


@pytest.mark.parametrize(("text", "day"), READ)
def test_a_later_date_changes_nothing(text: str, day: str) -> None:
    assert read_day(f"{text}。2030-01-01, tomorrow", FRIDAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_day_hides_no_later_day(text: str) -> None:
    assert read_day(f"{text}。2030-01-01", FRIDAY) == date(2030, 1, 1)


def test_a_typed_day_goes_before_the_text() -> None:
    assert promised_on(date(2024, 3, 15), "明天", FRIDAY) == Promise(date(2024, 3, 15), from_text=False)


def test_a_day_from_the_text_is_marked() -> None:
    assert promised_on(None, "明天", FRIDAY) == Promise(date(2024, 3, 9), from_text=True)


@pytest.mark.parametrize("text", [None, "", "再联系"])
def test_no_day_is_no_promise(text: str | None) -> None:
    assert promised_on(None, text, FRIDAY) is None


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)), st.dates())
def test_any_text_gives_a_day_or_none(text: str, followed_up_on: date) -> None:
    day = read_day(text, followed_up_on)
    assert day is None or type(day) is date


@given(st.text(alphabet="客户有兴趣再联系,。 abcxyz-/.:"), DAYS)
def test_a_text_without_numbers_and_keywords_gives_none(text: str, followed_up_on: date) -> None:
    assert read_day(text, followed_up_on) is None


@given(DAYS, DAYS)
def test_a_full_date_does_not_depend_on_the_follow_up(day: date, followed_up_on: date) -> None:
    months = "January February March April May June July August September October November December"
    name = months.split()[day.month - 1]
    texts = [
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day} {name} {day.year}",
        f"{name[:3]} {day.day}, {day.year}",
    ]
    assert [read_day(text, followed_up_on) for text in texts] == [day] * len(texts)


@given(st.integers(1, 31), DAYS)
def test_a_bare_day_is_the_next_such_day(number: int, followed_up_on: date) -> None:
    days = (followed_up_on + timedelta(days=ahead) for ahead in range(1, 63))
    assert read_day(f"{number}日", followed_up_on) == next(day for day in days if day.day == number)


@given(st.integers(0, 6), DAYS)
def test_weekdays_lie_in_the_coming_seven_days_or_in_the_next_week(weekday: int, followed_up_on: date) -> None:
    name = "一二三四五六日"[weekday]
    coming = [followed_up_on + timedelta(days=ahead) for ahead in range(1, 8)]
    monday = next(day for day in coming if day.weekday() == 0)
    assert read_day(f"周{name}", followed_up_on) == next(day for day in coming if day.weekday() == weekday)
    assert read_day(f"下周{name}", followed_up_on) == monday + timedelta(days=weekday)


@given(st.integers(1, 99), DAYS)
def test_chinese_numerals_are_digits(number: int, followed_up_on: date) -> None:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    numeral = ("" if tens < 2 else digits[tens]) + "十" * (tens > 0) + (digits[ones] if ones else "")
    assert read_day(f"{numeral}天后", followed_up_on) == followed_up_on + timedelta(days=number)
