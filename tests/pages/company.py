"""Small own companies for the pages' tests, made of csv files that go through the real import; names are as nasty as can be."""

from datetime import UTC, date, datetime
from pathlib import Path

from analytics import imports
from analytics.folder import Folder
from analytics.importer.options import Options

LONG_NAME = "欧阳上官司马诸葛东方慕容尉迟公孙长孙宇文令狐端木轩辕皇甫澹台公冶宗政濮阳淳于单于"
SCRIPT = "<script>alert(1)</script>"

ONE_MONTH = {
    "人员": f"""姓名,所属部门
{LONG_NAME},{SCRIPT}
王五,渠道部
""",
    "客户": f"""客户编号,客户名称,区域,客户分级,负责人,首次接触时间,联系方式
C1,{SCRIPT},华东,A,{LONG_NAME},2024-03-01,13800000001
""",
    "目标": f"""月份,负责人,目标销售额,挑战目标
2024-03,{LONG_NAME},100000,120000
2024-03,王五,50000,60000
""",
    "销售": f"""订单编号,订单日期,客户编号,销售人员,区域,产品线,销售额
S1,2024-03-04,C1,{LONG_NAME},华东,{SCRIPT},40000.50
S2,2024-03-15,C2,王五,华南,软件,-500
S3,2024-03-12,C3,王五,华南,软件,12000
""",
    "跟进": f"""客户编号,跟进时间,跟进方式,负责人,下一步计划,计划日期
C1,2024-03-02 10:00,电话,{LONG_NAME},{SCRIPT},2024-03-05
C2,2024-03-14 10:00,微信,王五,,
""",
}


def make(store: Path, files: dict[str, str]) -> Path:
    """Imports the files, in their order, into a store of its own."""
    store.parent.mkdir(exist_ok=True)
    for name, content in files.items():
        path = store.parent / f"{name}.csv"
        path.write_text(content, encoding="utf-8")
        outcome = imports.run(
            Folder(store), path, path.name, Options(today=date(2024, 3, 31)), actor="test", at=datetime(2024, 3, 31, tzinfo=UTC)
        )
        assert outcome.status == "imported", (name, outcome.checked)
    return store
