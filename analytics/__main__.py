"""The command line: `python -m analytics --help`. Stable: other programs and cron rely on it."""

import argparse
import locale
import os
import re
import sys
from datetime import date
from pathlib import Path

from analytics import folder, reports
from analytics.commands import COMMANDS
from analytics.exports.tables import WRITERS
from analytics.exports.templates import TEMPLATES
from analytics.importer.columns import DATASETS
from analytics.messages import FAILURES, failure_sentence, policy_sentence
from analytics.policy import PolicyError
from analytics.texts import Language, Translator, translator


def main(words: list[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    t = translator(language())
    arguments = parser(t).parse_args(words)
    arguments.is_store_named = arguments.store is not None
    arguments.store = arguments.store or folder.configured()
    try:
        return COMMANDS[arguments.command](arguments, t)
    except reports.ReportError as error:
        print(t("report.error." + error.code, **error.values), file=sys.stderr)
        return 2
    except PolicyError as error:
        print(policy_sentence(error, t), file=sys.stderr)
        return 2
    except FAILURES as error:
        print(failure_sentence(error, t), file=sys.stderr)
        return 2 if arguments.command == "import" else 1


def language() -> Language:
    """`SALES_REVIEW_LANGUAGE` (zh, en), else that of the system."""
    wanted = os.environ.get("SALES_REVIEW_LANGUAGE") or locale.getlocale()[0] or os.environ.get("LANG") or ""
    return "zh" if re.match("zh|chinese", wanted, re.IGNORECASE) else "en"


def parser(t: Translator) -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m analytics", description=t("cli.help.top"))
    top.add_argument("--store", type=Path, metavar="DIR", help=t("cli.help.store"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_import(commands, t)
    _add_imports(commands, t)
    _add_report(commands, t)
    _add_export(commands, t)
    _add_policy(commands, t)
    for name in ("demo", "rebuild", "verify"):
        commands.add_parser(name, help=t("cli.help." + name))
    for name in ("backup", "restore"):
        commands.add_parser(name, help=t("cli.help." + name)).add_argument("file", type=Path, metavar="FILE")
    return top


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Translator) -> None:
    command = commands.add_parser("import", help=t("cli.help.import"))
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--dataset", choices=sorted(DATASETS), metavar="NAME", help=t("cli.help.dataset"))
    command.add_argument("--map", type=_pairs, metavar="HEADER=COLUMN,…", help=t("cli.help.map"))
    command.add_argument("--answer", type=_pair, action="append", metavar="KEY=VALUE", help=t("cli.help.answer"))
    command.add_argument("--mode", choices=("merge",), default="merge", help=t("cli.help.mode"))
    command.add_argument("--today", type=date.fromisoformat, metavar="DATE", help=t("cli.help.today"))
    command.add_argument("--check", action="store_true", help=t("cli.help.check"))
    command.add_argument("--yes", action="store_true", help=t("cli.help.yes"))
    command.add_argument("--json", action="store_true", help=t("cli.help.json"))
    command.add_argument("--label", help=argparse.SUPPRESS)  # the name that an upload had in the browser


def _add_imports(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Translator) -> None:
    command = commands.add_parser("imports", help=t("cli.help.imports"))
    command.set_defaults(command="imports list")
    command.add_argument("--json", action="store_true", help=t("cli.help.json"))
    actions = command.add_subparsers(metavar="ACTION")
    for name in ("list", "show", "undo", "redo", "rejects"):
        action = actions.add_parser(name, help=t("cli.help.imports_" + name))
        action.set_defaults(command=f"imports {name}")
        if name != "list":
            action.add_argument("id", type=int, metavar="ID")
        # Suppressed, so that `imports --json list` is not overruled.
        action.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=t("cli.help.json"))


def _add_report(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Translator) -> None:
    command = commands.add_parser("report", help=t("cli.help.report"))
    command.add_argument("name", choices=sorted(reports.NAMES), metavar="NAME")
    command.add_argument("--period", metavar="P", help=t("cli.help.period"))
    command.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help=t("cli.help.as_of"))
    command.add_argument("--by", type=lambda keys: tuple(keys.split(",")), default=(), metavar="KEY,…", help=t("cli.help.by"))
    command.add_argument("--format", choices=sorted(WRITERS), help=t("cli.help.format"))
    command.add_argument("--out", type=Path, metavar="FILE", help=t("cli.help.out"))


def _add_export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Translator) -> None:
    command = commands.add_parser("export", help=t("cli.help.export"))
    command.add_argument("name", choices=sorted(TEMPLATES), metavar="NAME")
    command.add_argument("--period", metavar="P", help=t("cli.help.period"))
    command.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help=t("cli.help.as_of"))
    command.add_argument("--owner", metavar="NAME", help=t("cli.help.owner"))
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help=t("cli.help.out_file"))


def _add_policy(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Translator) -> None:
    command = commands.add_parser("policy", help=t("cli.help.policy"))
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name in ("show", "set", "undo"):
        action = actions.add_parser(name, help=t("cli.help.policy_" + name))
        action.set_defaults(command=f"policy {name}")
        action.add_argument("--json", action="store_true", help=t("cli.help.json"))
        if name == "set":
            action.add_argument("fields", nargs="+", type=_field, metavar="FIELD=VALUE")
            action.add_argument("--from", dest="since", metavar="MONTH", help=t("cli.help.from"))
        if name == "undo":
            action.add_argument("id", type=int, metavar="ID")


def _field(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(text)
    return name.strip(), value.strip()


def _pair(text: str) -> tuple[str, str]:
    key, separator, value = text.rpartition("=")
    if not separator:
        raise argparse.ArgumentTypeError(text)
    return key.strip(), value.strip()


def _pairs(text: str) -> list[tuple[str, str]]:
    return [_pair(part) for part in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
