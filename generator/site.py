"""What any builder of the pages must know: theme, style sheet, script, and the course's outline."""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STYLE, SCRIPT = "assets/course.css", "assets/course.js"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'none'",
}


def policy(*, serving: bool) -> str:
    """The Content-Security-Policy; `mkdocs serve` puts a script of its own into each page, to reload it."""
    rules = {**POLICY, "script-src": "'self' 'unsafe-inline'"} if serving else POLICY
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def extra(outline: dict[str, Any], problems: list[str], *, serving: bool) -> dict[str, Any]:
    """What the theme's templates read as `config.extra.course`."""
    return {**outline, "policy": policy(serving=serving), "problems": problems}


def configure(config: Any, outline: dict[str, Any], problems: list[str], *, serving: bool) -> None:
    """Add the theme's folder, the style sheet, the script and the outline to a MkDocs configuration."""
    from mkdocs.config.config_options import ExtraScriptValue

    theme = str(HERE / "theme" / "templates")
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    config.extra["course"] = extra(outline, problems, serving=serving)
    config.extra_css.append(STYLE)
    script = ExtraScriptValue(SCRIPT)
    script.defer = True
    config.extra_javascript.append(script)


def written(config: dict[str, Any], outline: dict[str, Any]) -> dict[str, Any]:
    """The contents of a `mkdocs.yml` for pages on disk, for builders that run no plugins."""
    plugins = [plugin for plugin in config.get("plugins", ["search"]) if name_of(plugin) != "course"]
    theme = config.get("theme", {"name": "material"})
    theme = {"name": theme} if isinstance(theme, str) else theme
    return {
        **config,
        "docs_dir": "docs",
        "plugins": plugins,
        "theme": {**theme, "custom_dir": "overrides"},
        "extra_css": [*config.get("extra_css", []), STYLE],
        "extra_javascript": [*config.get("extra_javascript", []), {"path": SCRIPT, "defer": True}],
        "extra": {**config.get("extra", {}), "course": extra(outline, [], serving=False)},
    }


def name_of(plugin: str | dict[str, Any]) -> str:
    return plugin if isinstance(plugin, str) else next(iter(plugin))
