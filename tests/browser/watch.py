"""Hear everything that goes wrong on a page and that nobody would see."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request


def watch(context: BrowserContext) -> list[str]:
    """A list that fills with the troubles of every page of this context.

    Those are console errors, page errors, violations of the Content-Security-Policy and requests
    that leave this machine.
    """
    troubles: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # Chromium reports a violation of the Content-Security-Policy as a console error.
        if message.type == "error":
            troubles.append(f"console: {message.text}")

    def see(request: Request) -> None:
        if not _is_local(request.url):
            troubles.append(f"request: {request.url}")

    context.on("console", hear)
    context.on("weberror", lambda error: troubles.append(f"page error: {error.error}"))
    context.on("request", see)
    return troubles


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"file", "data", "blob", "about"} or parts.hostname == "127.0.0.1"
