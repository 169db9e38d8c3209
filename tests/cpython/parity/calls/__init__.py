"""The table of calls: {sentence: function of the runner's World}, one module for each subject.

A call uses only requests' public names and its World, so that it can be made with either package; what it
returns or raises is the result, and the server's log has what was sent, by the token in its URLs.
"""

from . import (
    answers,
    auth,
    bodies,
    cookies,
    errors,
    forms,
    headers,
    methods,
    models,
    proxies,
    redirects,
    sessions,
    urls,
)

MODULES = (methods, urls, headers, bodies, forms, auth, cookies, redirects, proxies, answers, models, sessions, errors)
CALLS = {f"{module.SUBJECT}: {name}": call for module in MODULES for name, call in module.CALLS.items()}
