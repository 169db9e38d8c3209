"""Everything that knows urllib3: connections, responses, TLS, timeouts, SOCKS, and the translation of errors."""
