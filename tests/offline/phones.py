"""A phone as tests have it: it writes messages, shows its token, and knows only what it is told."""

import json
from hashlib import sha256
from uuid import uuid4

from django.test import Client

from kontum_ttdn.offline.actions import enrol, invite


class Phone:
    """Let in for a unit by its administrator. What it sends goes through the portal's address."""

    def __init__(self, unit, by):
        self.device, code = invite(unit=unit, name="Máy trực", by=by)
        self.device, self.token = enrol(code=code)
        self.number = 0

    def write(self, **message) -> bytes:
        """A message of the kind "trial", of today, with the phone's next number."""
        self.number += 1
        said = {"uuid": str(uuid4()), "kind": "trial", "sequence": self.number, "answers": {"text": "đã phát 20 tờ rơi"}} | message
        return json.dumps(said, ensure_ascii=False).encode()

    def send(self, body: bytes, **headers):
        return Client(headers=self._headers(body) | headers).post("/phone/envelopes/", body, content_type="application/json")

    def send_file(self, body: bytes, name: str, data: bytes, **headers):
        mark = json.loads(body)["uuid"]
        query = {"name": name, "sha256": sha256(body).hexdigest()}
        client = Client(headers=self._headers(data) | headers)
        return client.put(f"/phone/envelopes/{mark}/files/", data, content_type="application/octet-stream", query_params=query)

    def ask(self, mark: str):
        """For the receipt of the message with that mark."""
        return Client(headers=self._headers(b"")).get(f"/phone/envelopes/{mark}/")

    def told(self, body: bytes, **headers) -> dict:
        """Send it, and what the phone is told."""
        return self.send(body, **headers).json()

    def _headers(self, data: bytes) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "X-SHA256": sha256(data).hexdigest()}


def announced(**files: bytes) -> list[dict]:
    """How a message names the files that will come."""
    return [{"name": f"{name}.jpg", "sha256": sha256(data).hexdigest()} for name, data in files.items()]
