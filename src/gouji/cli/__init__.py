"""The command line: one file per verb, no logic."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

import click

from gouji import __version__
from gouji.cli.chinese import ChineseContext, what_is_wrong

_VERBS = {
    "compile": "gouji.cli.compile",
    "check": "gouji.cli.check",
    "explain": "gouji.cli.explain",
    "read": "gouji.cli.read",
    "new": "gouji.cli.new",
    "forms": "gouji.cli.forms",
}


class _Verbs(click.Group):
    """Loads a verb's module only when it is used, so that help comes at once."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        module = _VERBS.get(cmd_name)
        return import_module(module).command if module else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _VERBS and not args[0].startswith("-"):
            raise click.UsageError(f"没有命令“{args[0]}”，可用：{'、'.join(_VERBS)}", ctx)
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_SHORT.items()))


_SHORT = {
    "compile": "由一本工作簿编成全套公开文本",
    "check": "核对一份或多份公开文本，指出错处、应有的数和理由",
    "explain": "假如某一格是另一个数，哪些勾稽关系由此成立或不成立",
    "read": "读出每个金额及其位置",
    "new": "生成编制预算用的工作簿",
    "forms": "列出已知的表样",
}


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="gouji", help="显示版本号。")
def cli() -> None:
    """勾稽：读取、审核、编制部门预算和决算的公开文本。

    退出码：0 未发现错误；1 有错误；4 未能全部核对；2 不是公开文本、无法读取或用法不对；3 程序规则出错。
    """


def _settle() -> None:
    """Spare a short process what only long ones need."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix is multiplied; threads cost 50 ms to start
    gc.set_threshold(50_000)  # nearly all that is made lives to the end, and hardly any of it in cycles


def main() -> None:
    """Entry point.

    The process ends without taking apart, object by object, what it has read:
    that would cost a tenth of the time of checking a document.
    """
    code = _run()
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):  # the reader of a pipe may have gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _run() -> int:
    """Run the command line; its exit status.  No traceback reaches a user."""
    _settle()
    from gouji.model.errors import GoujiError

    try:
        return cli.main(prog_name="gouji", standalone_mode=False) or 0
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except click.UsageError as problem:
        click.echo(what_is_wrong(problem), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("gouji：已中断", err=True)
        return 130
    except GoujiError as problem:
        click.echo(f"gouji：{problem}", err=True)
        return 2
    except BrokenPipeError:
        return 0
    except Exception as problem:
        where = problem.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        at = f"{where.tb_frame.f_code.co_filename.rpartition('gouji/')[2]}:{where.tb_lineno}" if where else ""
        click.echo(
            f"gouji：程序内部出错（{type(problem).__name__}：{problem}，{at}）。这是我们的错误，请反馈。",
            err=True,
        )
        return 3
