"""`nutgraf completion`: completion for a shell, made from the commands' own tables."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace

from tui.commands import NAMES, load, opening
from tui.commands.base import OK, Command, Example
from tui.commands.output import put
from tui.commands.parser import OneOf, Parser

_BASH = """\
_nutgraf() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local path='' call='' word value='' last='' words='' options=''
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word == '=' ]]; then value=$last; continue; fi
    if [[ -n $value ]]; then value=''; continue; fi
    last=$word
    case $word in
      @TAKING@) value=$word ;;
      -*) ;;
      *)
        case "$call:$word" in
          @COMMANDS@) path=$word ;;
          @ACTIONS@) path="$path $word" ;;
        esac
        call="$call:$word" ;;
    esac
  done
  if [[ $current == '=' ]]; then value=$last; current=''; fi
  if [[ -n $value ]]; then
    case "$path $value" in
@VALUES@    esac
  else
    case $path in
@OPTIONS@    esac
    if [[ $current == -* ]]; then
      words=$options
    elif [[ -n $call && $call != ":${path// /:}" ]]; then
      words=''
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _nutgraf nutgraf
"""

_ZSH = """\
#compdef nutgraf
_nutgraf() {
  local command='' word
  for word in ${words[2,CURRENT-1]}; do
    if [[ -n $command ]]; then
      case "$command $word" in @ACTIONS@) command="$command $word" ;; esac
      break
    fi
    case $word in @COMMANDS@) command=$word ;; esac
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


def _commands() -> Iterator[Command]:
    """Every command with its actions, and before them what is done without one."""
    yield opening()
    every = [load(name) for name in NAMES]
    for command in every:
        if command.name != "help":
            yield command
            yield from command.actions
            continue
        # What help is asked for goes on with the actions that this has.
        asked = tuple(
            replace(command, name=f"help {one.name}", arguments=_nothing, actions=one.actions)
            for one in every
            if one.actions
        )
        yield replace(command, actions=asked)
        yield from asked


def _nothing(_parser: ArgumentParser) -> None:
    """Takes nothing but its actions."""


def _options(command: Command) -> list[argparse.Action]:
    return [action for action in Parser(command)._actions if action.option_strings]


def _next(command: Command) -> list[str]:
    """The words that may come next: commands, actions of a command, or what it takes one of."""
    if not command.name or command.name == "help":
        return list(NAMES)
    taken = [one.type for one in Parser(command)._actions if not one.option_strings]
    choices = [choice for each in taken if isinstance(each, OneOf) for choice in each.choices]
    return [*(each.name.split()[-1] for each in command.actions), *choices]


def _bash() -> str:
    rows: list[str] = []
    values: list[str] = []
    taking: dict[str, None] = {}
    actions: list[str] = []
    for command in _commands():
        name, options = command.name, _options(command)
        words = [text for action in options for text in action.option_strings]
        named = f"'{' '.join(_next(command))}'"
        rows.append(f"      '{name}') words={named} options='{' '.join(words)}' ;;\n")
        actions += [f":{each.name.replace(' ', ':')}" for each in command.actions]
        for action in options:
            taking |= dict.fromkeys(action.option_strings) if action.nargs != 0 else {}
            if isinstance(action.type, OneOf):
                called = "|".join(f'"{name} {text}"' for text in action.option_strings)
                values.append(f"      {called}) words='{' '.join(action.type.choices)}' ;;\n")
    return (
        _BASH.replace("@VALUES@", "".join(values))
        .replace("@OPTIONS@", "".join(rows))
        .replace("@COMMANDS@", "|".join(f":{name}" for name in NAMES))
        .replace("@ACTIONS@", "|".join(actions))
        .replace("@TAKING@", "|".join(taking))
    )


def _zsh() -> str:
    rows = []
    for command in _commands():
        given = [_zsh_option(action) for action in _options(command)]
        if not command.name:
            listed = " ".join(f"{name}\\:{_quoted(load(name).summary)}" for name in NAMES)
            given.append(f"'1:command:(({listed}))'")
        elif words := _next(command):
            place = len(command.name.split()) + 1
            given.append(f"'{place}:word:({' '.join(words)})'")
        given.append("'*:file:_files'")
        rows.append(f"    '{command.name}') _arguments {' '.join(given)} ;;\n")
    script = _ZSH.replace("@OPTIONS@", "".join(rows)).replace("@COMMANDS@", "|".join(NAMES))
    actions = [each.name for command in _commands() for each in command.actions]
    return script.replace("@ACTIONS@", "|".join(f"'{name}'" for name in actions))


def _zsh_option(action: argparse.Action) -> str:
    told = str(action.help or "").translate(_ZSH_SPECIAL)
    value = ""
    if action.nargs != 0:
        of = f"({' '.join(action.type.choices)})" if isinstance(action.type, OneOf) else "_files"
        value = f":{action.metavar or 'value'}:{of}"
    return " ".join(f"'{text}[{told}]{value}'" for text in action.option_strings)


def _fish() -> str:
    lines = []
    for command in _commands():
        when = _fish_place(command)
        told = {each.name.split()[-1]: each.summary for each in command.actions}
        told |= {} if command.name else {name: load(name).summary for name in NAMES}
        lines += [
            f"complete -c nutgraf -n '{when}' -a {word} -d {_fish_quoted(told.get(word, ''))}"
            for word in _next(command)
        ]
        lines += [_fish_option(when, action) for action in _options(command)]
    return "\n".join(lines) + "\n"


def _fish_place(command: Command) -> str:
    """The condition under which a command, or an action of one, is what is being written."""
    if not command.name:
        return "__fish_use_subcommand"
    conditions = [f"__fish_seen_subcommand_from {word}" for word in command.name.split()]
    if command.actions:
        actions = " ".join(each.name.split()[-1] for each in command.actions)
        conditions.append(f"not __fish_seen_subcommand_from {actions}")
    return "; and ".join(conditions)


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
