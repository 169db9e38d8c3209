"""Everything that knows urllib3: connections, responses, TLS, timeouts, SOCKS, and its errors in Requests' words."""
