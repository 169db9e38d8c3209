"""Put a file into a bucket, whose address contains the signature."""

import requests

with open("photo.jpg", "wb") as f:
    f.write(b"\xff\xd8" + b"j" * 20000)
url = "https://bucket.s3.amazonaws.com/cam/1%2F2.jpg?X-Amz-Signature=ab%2Bcd&X-Amz-Date=20261129T000000Z"
with open("photo.jpg", "rb") as f:
    r = requests.put(url, data=f, headers={"Content-Type": "image/jpeg"})
print(r.status_code, r.headers["etag"])
r.close()

# prints:
# 200 "20002"
