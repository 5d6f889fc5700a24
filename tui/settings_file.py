"""A setting written into the user's `config.toml`, which stays as it was written otherwise."""

from __future__ import annotations

from pathlib import Path

from index import NutgrafError, write


def remember(path: Path, name: str, value: str) -> None:
    """Set one setting of the file, made if there is none; comments and order stay.

    Raises NutgrafError when the file is not TOML or cannot be written.
    """
    import tomlkit  # noqa: PLC0415  (wanted when a theme is chosen, and never else)
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise NutgrafError(f"{path} is not TOML: {error}.") from error
    except OSError as error:
        raise NutgrafError(f"{path} cannot be read: {error.strerror}.") from error
    document[name] = value
    write(path, tomlkit.dumps(document), overwrite=True, private=True)
