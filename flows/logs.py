"""Log lines of the flows: names and texts of foreign files in them are written so that a terminal cannot obey them."""

import logging
from typing import Final

from flows.domain.errors import FangzhiError
from flows.domain.visible import visible

_LOGGERS: Final = ("prefect.flow_runs", "prefect.task_runs")
"""Prefect logs here what runs say, and how they end."""
_TRACEBACKS: Final = logging.Formatter()


class _Visible(logging.Filter):
    """Lets every record pass; its message becomes one visible line, its traceback visible lines.

    An error that a user can act on has no traceback: its text is what helps, and would stand below it unread.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], FangzhiError):
            record.exc_info = record.exc_text = None
        record.msg, record.args = visible(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = visible(_TRACEBACKS.formatException(record.exc_info), lines=True)
        return True


def make_logs_visible() -> None:
    """From now on, for all runs of this process; twice is once."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(known, _Visible) for known in logger.filters):
            logger.addFilter(_Visible())
