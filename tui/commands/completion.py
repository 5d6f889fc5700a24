"""`nutgraf completion`: completion for a shell, made from the commands' own tables."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator

from tui.commands import NAMES, load, opening
from tui.commands.base import OK, Command, Example
from tui.commands.output import put
from tui.commands.parser import OneOf, Parser

_BASH = """\
_nutgraf() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local command='' word words=''
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in @COMMANDS@) command=$word; break ;; esac
  done
  case $before in
@VALUES@  esac
  if [[ -z $words ]]; then
    case $command in
@OPTIONS@    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _nutgraf nutgraf
"""

_ZSH = """\
#compdef nutgraf
_nutgraf() {
  local command word
  for word in ${words[2,CURRENT-1]}; do
    case $word in @COMMANDS@) command=$word; break ;; esac
  done
  case $command in
@OPTIONS@  esac
}
if [[ $funcstack[1] == _nutgraf ]]; then _nutgraf "$@"; else compdef _nutgraf nutgraf; fi
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("shell", type=OneOf(*_SHELLS), metavar="SHELL", help=", ".join(_SHELLS))


def _run(arguments: Namespace) -> int:
    put(_SHELLS[arguments.shell](), end="")
    return OK


def _commands() -> Iterator[tuple[str, Command]]:
    yield "", opening()
    for name in NAMES:
        yield name, load(name)


def _options(command: Command) -> list[argparse.Action]:
    return [action for action in Parser(command)._actions if action.option_strings]


def _next(command: Command) -> list[Command]:
    """The words that may come next: commands, or actions of a command."""
    return list(command.actions) if command.name else [load(name) for name in NAMES]


def _bash() -> str:
    rows: list[str] = []
    values: dict[str, tuple[str, ...]] = {}
    for name, command in _commands():
        options = _options(command)
        words = [text for action in options for text in action.option_strings]
        words += [each.name.split()[-1] for each in _next(command)]
        rows.append(f"      {name or _QUOTES}) words='{' '.join(words)}' ;;\n")
        values |= {
            text: action.type.choices
            for action in options
            for text in action.option_strings
            if isinstance(action.type, OneOf)
        }
    chosen = [f"    {text}) words='{' '.join(of)}' ;;\n" for text, of in values.items()]
    script = _BASH.replace("@VALUES@", "".join(chosen)).replace("@OPTIONS@", "".join(rows))
    return script.replace("@COMMANDS@", "|".join(NAMES))


def _zsh() -> str:
    rows = []
    for name, command in _commands():
        given = [_zsh_option(action) for action in _options(command)]
        if not name:
            listed = " ".join(f"{each.name}\\:{_quoted(each.summary)}" for each in _next(command))
            given.append(f"'1:command:(({listed}))'")
        elif command.actions:
            listed = " ".join(each.name.split()[-1] for each in command.actions)
            given.append(f"'2:action:({listed})'")
        given.append("'*:file:_files'")
        rows.append(f"    {name or _QUOTES}) _arguments {' '.join(given)} ;;\n")
    script = _ZSH.replace("@OPTIONS@", "".join(rows))
    return script.replace("@COMMANDS@", "|".join(NAMES))


def _zsh_option(action: argparse.Action) -> str:
    told = str(action.help or "").translate(_ZSH_SPECIAL)
    value = ""
    if action.nargs != 0:
        of = f"({' '.join(action.type.choices)})" if isinstance(action.type, OneOf) else "_files"
        value = f":{action.metavar or 'value'}:{of}"
    return " ".join(f"'{text}[{told}]{value}'" for text in action.option_strings)


def _fish() -> str:
    lines = []
    for name, command in _commands():
        when = f"__fish_seen_subcommand_from {name}" if name else "__fish_use_subcommand"
        lines += [
            f"complete -c nutgraf -n '{when}' -a {each.name.split()[-1]}"
            f" -d {_fish_quoted(each.summary)}"
            for each in _next(command)
            if not name or command.actions
        ]
        lines += [_fish_option(when, action) for action in _options(command)]
    return "\n".join(lines) + "\n"


def _fish_option(when: str, action: argparse.Action) -> str:
    names = [
        f"-l {text[2:]}" if text.startswith("--") else f"-s {text[1:]}"
        for text in action.option_strings
    ]
    told = _fish_quoted(str(action.help or ""))
    value = " -r" if action.nargs != 0 else ""
    if isinstance(action.type, OneOf):
        value = f" -x -a '{' '.join(action.type.choices)}'"
    return f"complete -c nutgraf -n '{when}' {' '.join(names)} -d {told}{value}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quoted(text: str) -> str:
    return '"' + text.translate(_ZSH_SPECIAL) + '"'


_QUOTES = "''"
_ZSH_SPECIAL = str.maketrans({"'": "’", "[": "(", "]": ")", ":": ",", '"': "", "\\": ""})
_SHELLS: dict[str, Callable[[], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}

COMMAND = Command(
    name="completion",
    summary="Print completion of commands and options for a shell",
    examples=(
        Example(
            "nutgraf completion bash > ~/.local/share/bash-completion/completions/nutgraf", "bash"
        ),
        Example(
            "nutgraf completion zsh > ~/.zfunc/_nutgraf", "zsh, where ~/.zfunc stands in $fpath"
        ),
        Example("nutgraf completion fish > ~/.config/fish/completions/nutgraf.fish", "fish"),
    ),
    arguments=_arguments,
    run=_run,
)
