# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Values as SQL text that stays a value, whatever it holds.

Literals instead of parameters, because Spark 4.0 refuses a CALL with both parameters and defaults.
"""

from __future__ import annotations

import operator
import re
from typing import Any

from ._errors import invalid_argument

_MAX_ID = 2**63 - 1
_ID_SHAPE = "a whole number above 0, or its decimal digits as text, such as 465787408941891028"
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

# The dollar too: Spark replaces ${...} by variables, inside literals as well.
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "$": "\\u0024"})


def job_id(value: Any) -> int:
    """Reads a job id.

    Args:
        value: A whole number (also one of NumPy) or its decimal digits as text.

    Returns:
        The id, above 0, within 64 bits.

    Raises:
        MilvusRefreshError: ``INVALID_ARGUMENT`` for anything else.
    """
    number = _whole(value)
    if not 0 < number <= _MAX_ID:
        raise invalid_argument("job_id", value, _ID_SHAPE)
    return number


def _whole(value: Any) -> int:
    """Returns the number, or 0 if it is none."""
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"\s*[0-9]{1,19}\s*", value, re.ASCII) else 0
    try:
        return 0 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        return 0


def literal(value: str) -> str:
    """Returns text as a literal."""
    return f"'{value.translate(_ESCAPES)}'"


def name(value: str) -> str:
    """Returns a name as an identifier, quoted if need be."""
    return value if _PLAIN_NAME.fullmatch(value) else f"`{value.replace('`', '``')}`"
