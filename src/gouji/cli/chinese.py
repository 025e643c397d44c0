"""How the command line speaks Chinese: headings of its help, and what is wrong with a call."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class ChineseHelp(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """用法：gouji check …"""
        words = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]...")
        super().write_usage(prog, words, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """选项："""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options and what they do; defaults in Chinese."""
        said = [
            (name, text.replace("[default: ", "[默认：").replace("[required]", "[必填]"))
            for name, text in rows
        ]
        super().write_dl(said, col_max, col_spacing)


class ChineseContext(click.Context):
    """A context whose help is :class:`ChineseHelp`."""

    formatter_class = ChineseHelp


class Verb(click.Command):
    """A verb of the command line."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """-h, in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option


def what_is_wrong(problem: click.UsageError) -> str:
    """What is wrong with the call and where to read how it goes; for an empty call, how it goes."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        return problem.format_message()
    verb = problem.ctx.command_path if problem.ctx is not None else "gouji"
    return f"gouji：{_what(problem)}\n  用法见：{verb} --help"


def _what(problem: click.UsageError) -> str:
    if isinstance(problem, click.NoSuchOption):
        near = f"（是不是 {'、'.join(problem.possibilities)}？）" if problem.possibilities else ""
        return f"没有选项 {problem.option_name}{near}"
    if isinstance(problem, click.BadOptionUsage):
        return f"选项 {problem.option_name} 后面要跟一个值"
    if isinstance(problem, click.MissingParameter):
        return f"缺少 {_name(problem)}"
    if isinstance(problem, click.BadParameter):
        given = re.match(r"'([^']*)'", problem.message)
        value = f"“{given[1]}”" if given else "的值"
        return f"{_name(problem)} {value}不对：{_why(problem)}"
    return problem.format_message()


def _why(problem: click.BadParameter) -> str:
    kind = problem.param.type if problem.param is not None else None
    if isinstance(kind, click.Choice):
        return f"应为 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, click.Path):
        return "没有这个文件，或它不是要的那种（文件或文件夹）"
    if isinstance(kind, click.types.IntParamType):
        return "应为整数，且在许可的范围之内"
    return problem.message


def _name(problem: click.BadParameter) -> str:
    parameter = problem.param
    if parameter is None:
        return str(problem.param_hint or "参数")
    if isinstance(parameter, click.Option):
        return "/".join(parameter.opts)
    return (parameter.metavar or parameter.name or "参数").strip("[]. ").removesuffix("...")
