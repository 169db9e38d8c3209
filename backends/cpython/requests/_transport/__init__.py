"""The code that depends on urllib3: connections, responses, TLS, timeouts, SOCKS, and the translation of errors."""
