"""The path of the trusted root certificates: certifi's bundle.

Packagers can replace `where` to use the system's certificates.
"""

from certifi import where as where

if __name__ == "__main__":
    print(where())
