"""Next steps as people write them: days in every form of definitions §5, and texts that look like days and are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

FORMS: tuple[Callable[[date, int], str], ...] = (
    lambda day, _: f"{day.month}月{day.day}日再次跟进预算进度",
    lambda day, _: f"{day.year}年{day.month}月{day.day}号提交方案",
    lambda day, _: f"{day.isoformat()} 回访",
    lambda day, _: f"{day.year}/{day.month}/{day.day}回访",
    lambda day, _: f"Call again {day.day} {MONTHS[day.month - 1]}",
    lambda day, _: f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}: send the quote",
    lambda day, _: f"{MONTHS[day.month - 1]} {day.day}, {day.year} demo",
    lambda day, _: f"visit {MONTHS[day.month - 1][:3]} {day.day}",
    lambda day, _: f"{day.day}日电话确认",
    lambda day, _: f"约{day.day}号见面",
    lambda day, _: f"{day.day}日-{min(day.day + 2, 28)}日现场演示",
    lambda _, gap: f"{gap}天后回访",
    lambda _, gap: f"{gap}日后再联系",
    lambda _, gap: f"ask again in {gap + 2} days",
    lambda _, gap: f"{gap % 4 + 1}周后发样品",
    lambda _, gap: f"in {gap % 3 + 2} weeks",
    lambda day, _: f"{'一二三四五六日'[day.weekday()]}".join(("周", "上门")),
    lambda day, _: f"下周{'一二三四五六日'[day.weekday()]}给答复",
    lambda day, _: f"下星期{'一二三四五六日'[day.weekday()]}开会",
    lambda day, _: f"礼拜{'一二三四五六日'[day.weekday()]}再谈",
    lambda day, _: f"meet on {WEEKDAYS[day.weekday()]}",
    lambda day, _: f"next {WEEKDAYS[day.weekday()]} at the plant",
)
FIXED = (
    *("明天再打", "后天上门", "tomorrow morning", "三天后回访", "两周后跟进", "１２日前发货单确认", "３天后"),
    *("月底前签约", "本月底付款", "by the end of the month", "两天后", "31日确认", "30号见"),
)
TRAPS = (
    *("去8号楼拜访", "2号线出口见", "升级到V2.3.1", "完成3/4", "3月份再说", "上周三谈过", "每周三例会", "大后天", "3月底交付"),
    *("the day after tomorrow", "12日内答复", "本周三", "这周五", "下个周三", "下月12日", "下个月12日", "下月底", "within 3 days"),
    *("2月30日", "2024-02-30", "32日", "继续保持联系", "13月5日", "2024/3", "三月底", "Marching 12 steps", "room A12号"),
)


def next_step(day: date, of: Callable[[Sequence], object], gap: int) -> str | None:
    """The text of a follow-up of that day: none, a form, a trap, or a trap before a form."""
    kind = of((0, 0, 1, 1, 2, 3, 4, 4))
    ahead = day + timedelta(days=of((gap, 1, -3, 0, 40)))
    form = of(FORMS)(ahead, gap)
    trap = of(TRAPS)
    return (None, form, of(FIXED), trap, f"{trap}，{form}")[kind]
