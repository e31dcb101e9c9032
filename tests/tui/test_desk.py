"""Reading articles for candidates never stands in the way of the screens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STARTED = """
import sys
from pathlib import Path
from tui.app import ParleyApp
from tui.session import Session
ParleyApp(Session(Path(sys.argv[1])))
late = ("model.extract", "model.review", "model.corpus", "tui.desk", "tui.review", "sqlite3")
print(*[name for name in sys.modules if name.startswith(late)])
"""


def test_nothing_of_extraction_and_review_is_imported_before_the_first_frame(harbour: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _STARTED, str(harbour)], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.split() == []
