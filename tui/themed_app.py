"""An application in the colours of the user: a theme, few colours or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tui import themes

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.theme import Theme


class ThemedApp(App[int], inherit_bindings=False):
    """Has our themes beside those of the framework, and every colour that these do not know of."""

    _has_theme = False

    def __init__(self, driver: type[Driver] | None, theme: str) -> None:
        """In a theme of this name, or the dark one of ours where there is none."""
        self.without_colour = themes.without_colour()  # of which the framework leaves no trace
        super().__init__(driver, ansi_color=self.without_colour or None)
        for one in themes.OURS:
            self.register_theme(one)
        # Before anything is painted: no picture is in another one first.
        chosen = themes.DARK.name if themes.unknown(theme) else theme
        self.set_reactive(App.theme, themes.COLOURLESS if self.without_colour else chosen)
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        # The framework asks before the user's theme is known, and for nothing.
        if not self._has_theme:
            return {}
        variables = super().get_css_variables()
        if self.console.color_system not in ("standard", "256") or self.current_theme.ansi:
            return variables
        from tui.few_colours import reduced  # noqa: PLC0415  (most terminals have more)

        self.theme_variables = reduced(variables, self.console.color_system)
        return self.theme_variables

    def get_theme_variable_defaults(self) -> dict[str, str]:
        theme = self.current_theme
        return themes.derived(theme.to_color_system().generate())

    def get_theme(self, theme_name: str) -> Theme | None:
        # Asked for each line that is painted; the framework copies the list of all themes for it.
        return self._registered_themes.get(theme_name) or super().get_theme(theme_name)
