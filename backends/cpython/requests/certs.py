"""Where the trusted root certificates are: certifi's bundle.

A packager who wants the system's roots replaces `where`.
"""

from certifi import where as where

if __name__ == "__main__":
    print(where())
