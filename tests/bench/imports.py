"""Import of a million sales rows from CSV beside the engine's own typed read of the same file.

`python -m tests.bench.imports [ROWS]` prints one line per run and the median ratio.
"""

import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

HEADER = "order_id,line_no,contract_no,ordered_on,customer_id,customer_name,owner,region,product_line,amount,due_on"
TYPES = {
    **dict.fromkeys(HEADER.split(","), "varchar"),
    "line_no": "bigint",
    "ordered_on": "date",
    "amount": "decimal(18,4)",
    "due_on": "date",
}
RUNS = 3


def write_sales(path: Path, rows: int) -> None:
    """Plain, believable and always the same."""
    draw = random.Random(1)
    regions, lines = ("华东", "华南", "华北", "西南"), ("软件", "硬件", "服务")
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for number in range(rows):
            customer, owner = draw.randrange(40_000), draw.randrange(200)
            day = f"{draw.randint(2023, 2025)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
            file.write(
                f"SO{number:08d},1,HT{number // 3:07d},{day},C{customer:06d},客户{customer}有限公司,员工{owner:03d},"
                f"{draw.choice(regions)},{draw.choice(lines)},{draw.randrange(100, 10**7) / 100:.2f},{day[:4]}-12-31\n"
            )


def typed_read_seconds(path: Path) -> float:
    begin = time.perf_counter()
    with duckdb.connect(":memory:") as connection:
        reading = "create table sales as select * from read_csv($path, header = true, columns = " + str(TYPES) + ")"
        connection.execute(reading, {"path": str(path)})
    return time.perf_counter() - begin


def import_seconds(path: Path, folder: Path) -> float:
    """The whole command, its start included, into an empty store."""
    command = [sys.executable, "-m", "analytics", "--store", str(folder), "import", str(path), "--yes", "--json"]
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def main(rows: int) -> None:
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        path, folder = Path(name) / "sales.csv", Path(name) / "store"
        write_sales(path, rows)
        for _ in range(RUNS):
            typed, whole = typed_read_seconds(path), import_seconds(path, folder)
            shutil.rmtree(folder)
            ratios.append(whole / typed)
            print(f"typed read {typed:.2f} s, import {whole:.2f} s, ratio {whole / typed:.1f}")
    resident = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{rows:,} rows: median ratio {statistics.median(ratios):.1f}, at most {resident:,.0f} MB resident")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
