"""The length of a text file over a gzip file is not the size of the compressed file."""

import gzip
import os

import requests

with gzip.open("log.gz", "wb") as file:
    file.write(b"a line\n" * 1000)
with gzip.open("log.gz", "rt") as file:
    try:
        answer = requests.post(os.environ["HTTP"] + "/anything", data=file, timeout=5).json()
        print(len(answer["data"]), answer["headers"].get("transfer-encoding"))
    except requests.RequestException as error:
        print(type(error).__name__)

# prints:
# 7000 chunked
