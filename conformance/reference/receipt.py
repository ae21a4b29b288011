"""Recomputes the hash of a receipt: SHA-256 of its document in canonical JSON (RFC 8785) behind a prefix.

    python3 conformance/reference/receipt.py < receipt.json     the hash, and whether the receipt claims it; 1 if not
    python3 conformance/reference/receipt.py --check FILE…      compares the hashes of `verify` cases

It knows nothing of policies or scores: whether the result follows from the document is the engine's to recompute."""

import hashlib
import json
import sys
from pathlib import Path

PREFIX = b"hrcore-receipt/1\n"


class Digits(str):
    """A number as it stands; documents write integers alone as numbers, so their digits are canonical."""


def load(text):
    return json.loads(text, parse_int=Digits, parse_float=Digits)


def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Digits):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def hash_of(document):
    return "sha256:" + hashlib.sha256(PREFIX + canonical(document).encode("utf-8")).hexdigest()


def check(files):
    """A `verify` case states the document's hash, and a mismatch exactly where the receipt claims another."""
    wrong, compared = [], 0
    for case in (case for file in files for case in load(Path(file).read_text("utf-8"))):
        stated = case.get("expect", {}).get("/receipt")
        if case["question"] != "verify" or stated is None:
            continue
        compared += 1
        receipt = load(case["receipt_text"]) if "receipt_text" in case else case["receipt"]
        own = hash_of(receipt["document"])
        if stated != own:
            wrong.append(f"{case['id']}: expected {stated}, recomputed {own}")
        if (receipt["receipt"] != own) != any(p["pointer"] == "/receipt" for p in case.get("problems", [])):
            wrong.append(f"{case['id']}: the problems do not say whether the hash is the document's")
    print(*wrong, f"{compared} receipts compared, {len(wrong)} differ", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--check"]:
        sys.exit(check(sys.argv[2:]))
    receipt = load(sys.stdin.read())
    print(hash_of(receipt["document"]))
    sys.exit(0 if receipt["receipt"] == hash_of(receipt["document"]) else 1)
