#!/usr/bin/env python3
"""Check a post of Vouch's outbox with nothing but the owner's public key.

    vouch key export-public > keys.txt
    python3 verify_post.py keys.txt 20261202T171500Z-12-x.json

An example for publishers in other languages: docs/signatures.md describes what it does.
It needs the package `cryptography`. Exits with 0 where the post is what the owner vouched for.
"""
import base64
import datetime
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def fail(reason):
    print(reason)
    sys.exit(1)


def fields(data):
    """The fields of a statement: each is its length in bytes, a colon, and the bytes."""
    found, index = [], 0
    while index < len(data):
        colon = data.index(b":", index)
        length = int(data[index:colon])
        if str(length).encode() != data[index:colon]:
            raise ValueError("a length has one spelling")
        index = colon + 1 + length
        if index > len(data):
            raise ValueError("a field is cut off")
        found.append(data[colon + 1:index].decode())
    return found


def layout(*values):
    """The same, written: texts, lists with their count before them."""
    out = b""
    for value in values:
        if isinstance(value, list):
            out += layout(str(len(value)), *value)
        else:
            text = value.encode()
            out += str(len(text)).encode() + b":" + text
    return out


def optional(value):
    return [] if value is None else [value]


def statement(data):
    """A decision, as a dictionary."""
    rest = iter(fields(data))
    take = lambda: next(rest)
    said = {"domain": take(), "workspace": take(), "kind": take(), "decision": take()}
    said["submission"], said["revision"] = int(take()), int(take())
    said["assistant"], said["owner"], said["fingerprint"] = take(), take(), take()
    said["policy"] = {"name": take(), "fingerprint": take()}
    said["waivers"] = [{"rule": take(), "reason": take()} for _ in range(int(take()))]
    said["start"], said["end"] = take(), take()
    said["at"], said["note"] = int(take()), take()
    said["posts"] = {take(): take() for _ in range(int(take()))}
    said["ledger"] = (int(take()), take())
    if list(rest):
        raise ValueError("there is more than a decision")
    return said


def content_digest(post):
    mission = post["mission"]
    media = [part for file in post["media"]
             for part in (file["file"], optional(file["sha256"]), optional(file["alt"]))]
    data = layout(
        "vouch.post/1", post["channel"], post["kind"], post["text"], post["segments"],
        [str(seconds) for seconds in post.get("offsets", [])], optional(post.get("replyTo")),
        post["links"], post["mentions"], post["hashtags"], str(len(post["media"])), *media,
        "0" if mission is None else "1",
        *([] if mission is None else [optional(mission["ask"]), mission["people"]]))
    return hashlib.sha256(data).hexdigest()


def milliseconds(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (moment - epoch) // datetime.timedelta(milliseconds=1)


def once(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def main(keys_file, post_file):
    words = [line.split() for line in open(keys_file, encoding="utf-8")]
    keys = [line[0] for line in words if line and line[0].startswith("ed25519:")]
    with open(post_file, encoding="utf-8") as file:
        post = json.load(file, object_pairs_hook=once)
    if post["signedBy"] not in keys:
        fail("signed with another key")
    data = base64.b64decode(post["statement"], validate=True)
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(post["signedBy"][8:]))
    try:
        key.verify(base64.b64decode(post["signature"], validate=True), data)
    except InvalidSignature:
        fail("the signature is not the owner's")
    said = statement(data)
    if (said["domain"], said["decision"]) != ("vouch.decision/1", "approve"):
        fail("this is no approval")
    expected = {
        "submission": said["submission"], "revision": said["revision"],
        "assistant": said["assistant"], "approvedBy": said["owner"],
        "fingerprint": said["fingerprint"], "policy": said["policy"],
        "waivers": said["waivers"],
        "key": hashlib.sha256(layout(
            "vouch.delivery/1", said["workspace"], str(said["submission"]),
            str(said["revision"]), post["channel"])).hexdigest(),
    }
    for name, value in expected.items():
        if post[name] != value:
            fail(f"'{name}' is not what was signed")
    if post.get("simulated", False) != (said["kind"] == "simulation"):
        fail("'simulated' is not what was signed")
    if milliseconds(post["approvedAt"]) // 1000 != said["at"] // 1000:
        fail("'approvedAt' is not what was signed")
    slot = milliseconds(post["scheduledAt"])
    if said["start"] and slot < int(said["start"]) or said["end"] and slot >= int(said["end"]):
        fail("'scheduledAt' lies outside of what was signed")
    if said["posts"].get(post["channel"]) != content_digest(post):
        fail("the post is not what was signed")
    print(f"genuine: {said['submission']}@{said['revision']} on {post['channel']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
