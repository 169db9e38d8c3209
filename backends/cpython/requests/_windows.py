"""Find the hosts that the Internet Settings of Windows exclude from proxies.

The standard library reads the same registry, but resolves the host's name first, once per request, which can take
seconds.  Here names are compared without resolving them.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from importlib import import_module
from typing import Any
from urllib.request import getproxies_environment

_SETTINGS = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"


def proxy_bypass(host: str) -> bool:
    """Return True if the registry excludes a host from proxies; proxies in the environment take precedence."""
    return not getproxies_environment() and overridden(host, _proxy_override())


def overridden(host: str, rules: str) -> bool:
    """Return True if a host matches one of the rules: patterns separated by ";", "<local>" for names without dots."""
    host = host.lower()
    for rule in rules.lower().split(";"):
        if rule == "<local>" and "." not in host:
            return True
        if rule and fnmatchcase(host, rule.strip().replace("[", "[[]")):
            return True
    return False


def _proxy_override() -> str:
    """Return the rules of the current user, or "" if no proxy is enabled."""
    winreg: Any = import_module("winreg")
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _SETTINGS) as key:
            enabled = int(winreg.QueryValueEx(key, "ProxyEnable")[0])
            return str(winreg.QueryValueEx(key, "ProxyOverride")[0]) if enabled else ""
    except (OSError, ValueError):
        return ""
