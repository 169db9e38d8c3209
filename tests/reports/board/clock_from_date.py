"""Set the clock from the Date of a response."""

import requests

r = requests.head("http://time.example.com/")
day, month, year, clock = r.headers["date"].split()[1:5]
month = "JanFebMarAprMayJunJulAugSepOctNovDec".find(month) // 3 + 1
print(int(year), month, int(day), clock)

# prints:
# 2026 11 29 10:30:00
