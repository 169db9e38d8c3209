"""One module for each client, with a function for each task that the client supports.

A task function gets the server's base URL, does the preparation, and returns the operation that is measured:
a callable without arguments that checks the response. A client has no function for a task that it does not
support (a bare socket does not follow redirects).
"""
