"""Which `Host` a request may name. A page of another site can have its own name lead to this machine and so read what is served here;
what the browser then says it asks is that name (DNS rebinding)."""

from __future__ import annotations

import re
from ipaddress import ip_address

_AUTHORITY = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]++)\]|(?P<name>[A-Za-z0-9.-]++))(?::(?P<port>[0-9]{0,5}))?")
"""uri-host and port, RFC 9110."""


def is_this_machine(host: str) -> bool:
    """Whether the value of a Host header, or the host of an address, is a name of the loopback interface, with any port or none: the
    port may be that of a tunnel."""
    found = _AUTHORITY.fullmatch(host.strip(" \t"))
    if not found or int(found["port"] or 0) > 65535:
        return False
    name = (found["six"] or found["name"]).lower().removesuffix(".")
    if name == "localhost" and not found["six"]:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback and (address.version == 6) == bool(found["six"])
