"""A process that forks writers to be killed: importing the product once, so that a hundred writers start at once.

Reads lines `FOLDER SEED` on stdin, forks a writer that imports, undoes, redoes and rebuilds for ever, and prints its
process id. The writer appends each number that it was told is committed to `FOLDER/acknowledged`.
"""

import os
import random
import sys
from pathlib import Path

from analytics import imports, journal, store
from analytics.folder import Folder
from analytics.importer.options import Options
from tests.stores import NOW

ORDERS = 20


def write_export(path: Path, amount: int) -> None:
    """A whole state: every order with the same amount."""
    rows = "".join(f"S{order},2024-03-01,C1,张三,{amount}\n" for order in range(ORDERS))
    path.write_text("order_id,ordered_on,customer_id,owner,amount\n" + rows, encoding="utf-8")


def work(path: Path, seed: int) -> None:
    """Writes until it is killed."""
    draw, folder = random.Random(seed), Folder(path / "store")
    export = path / f"export-{seed}.csv"
    while True:
        with journal.reading(folder) as events:
            history = events.events() if events else []
        active, kind = journal.active_imports(history), draw.choice(["import", "import", "undo", "redo", "rebuild"])
        undone = [e.sequence for e in history if e.kind == "import" and e.sequence not in active]
        if kind == "undo" and len(active) > 1:
            number = store.undo(folder, draw.choice(list(active)), "test", NOW)
        elif kind == "redo" and undone:
            number = store.redo(folder, draw.choice(undone), "test", NOW)
        elif kind == "rebuild" and active:
            store.rebuild(folder, is_forced=True)
            continue
        else:
            write_export(export, draw.randrange(1, 10**9))
            outcome = imports.run(folder, export, export.name, Options(today=NOW.date()), actor="test", at=NOW)
            assert outcome.import_id is not None
            number = outcome.import_id
        _acknowledge(path, number)


def _acknowledge(path: Path, number: int) -> None:
    handle = os.open(path / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{number}\n".encode())
    os.fsync(handle)
    os.close(handle)


def main() -> None:
    for line in sys.stdin:
        path, seed = line.split()
        child = os.fork()
        if child == 0:
            work(Path(path), int(seed))
        print(child, flush=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
