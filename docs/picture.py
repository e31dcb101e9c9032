"""Draws docs/matrix.svg, the README's picture: the real app on the example topic. Run by `make picture`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tui.app import ParleyApp
from tui.session import Session

HERE = Path(__file__).parent


async def draw() -> None:
    """Open the example, move the cursor to a cell that tells something, and keep the screen."""
    app = ParleyApp(Session(HERE.parent / "positions.yaml"))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("down", "right")
        while not app.session.offers.is_read:  # comes last: the quotes have been checked before
            await pilot.pause(0.05)
        await pilot.pause()
        (HERE / "matrix.svg").write_text(app.export_screenshot(title="parley"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw())
