"""One module for each client: a function for each task that it can do.

A task function takes the server's base URL, does what it needs to do once, and returns the operation that is
measured: a callable without arguments that checks its answer. A client has no function for a task that it
does not offer (a bare socket follows no redirects).
"""
