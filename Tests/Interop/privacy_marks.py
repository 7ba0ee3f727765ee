"""Marks that stand for personal data, and the search for them in whatever form they may have been given."""

import base64
import re
import unicodedata
from itertools import count

STEM = "zq7xriêng"  # in every mark; nothing else holds it
KEY_STEM = "zk9wchia"  # in the names of keys, which the operator chooses
numbers = count(100)


def words():
    """A mark as somebody types it."""
    return f"Nguyễn Thị {STEM.upper()}{next(numbers)}, ấp 3"


def code():
    """A mark that looks like a code, and so gets through where a code is expected."""
    return f"ba-{plain(STEM)}{next(numbers)}"


def unit():
    """A mark that looks like a unit's code."""
    return f"{plain(STEM).upper()}{next(numbers)}"


def sixteen():
    """A mark of 16 bytes, for identifiers."""
    return f"{plain(STEM)}{next(numbers):07}".encode()


def telephone():
    """A mark that is a number: found by its digits."""
    return f"09 876 543 {next(numbers)}"


TELEPHONE = "09876543"


def plain(text):
    """In small letters and without diacritics."""
    text = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def encodings(stem):
    """A stem as base64 at each place it may begin, as hexadecimal and as a list of numbers."""
    found = set()
    for text in {stem, stem.upper(), plain(stem), plain(stem).upper()}:
        for form in (text, unicodedata.normalize("NFD", text)):
            data = form.encode()
            found.add(data.hex())
            found.add(",".join(map(str, data)))
            for skip in range(3):
                # Only what no neighbour changes: the first characters and the last ones may be of both.
                encoded = base64.b64encode(bytes(skip) + data).decode().rstrip("=")
                sure = encoded[(skip * 8 + 5) // 6:len(data[:]) * 8 // 6 - 1 + (skip * 8 + 5) // 6]
                found |= {sure, sure.replace("+", "-").replace("/", "_")}
            found.add("".join(f"%{byte:02x}" for byte in data))
    return found


ENCODED = {stem: encodings(stem) for stem in (STEM, KEY_STEM)}
SEPARATORS = re.compile(r"[\s\-_.·]+")


def traces(data, codes=(), stem=STEM):
    """What of the marks, and of these tracking codes, is in some bytes or text; empty when nothing is.

    Looks in small letters, without diacritics, without hyphens and spaces, in base64, in hexadecimal and in lists of
    numbers.
    """
    text = data.decode(errors="replace") if isinstance(data, bytes) else data
    smooth = SEPARATORS.sub("", plain(text))
    found = [form for form in {plain(stem)} | set(map(plain, codes)) if form in smooth]
    if stem == STEM and TELEPHONE in smooth:
        found.append(TELEPHONE)
    dense = text.replace(" ", "")
    small = dense.casefold()
    return found + [
        form for form in ENCODED[stem] if form in dense or "%" in form and form in small or form.isalnum() and is_hex(form) and form in small
    ]


def is_hex(form):
    return len(form) > 12 and all(letter in "0123456789abcdef" for letter in form)


def leaves(descriptor, path=()):
    """Every field of a message type, however deep, that can hold text or bytes: as paths of field descriptors."""
    for field in descriptor.fields:
        if field.message_type:
            yield from leaves(field.message_type, (*path, field))
        elif field.type in (field.TYPE_STRING, field.TYPE_BYTES):
            yield (*path, field)


def planted(base, path, value):
    """A copy of a message with a value in a field, which may be in messages within it."""
    whole = type(base)()
    whole.CopyFrom(base)
    message = whole
    for field in path[:-1]:
        inner = getattr(message, field.name)
        message = (inner[0] if len(inner) else inner.add()) if field.is_repeated else inner
    last = path[-1]
    if last.is_repeated:
        getattr(message, last.name).append(value)
    else:
        setattr(message, last.name, value)
    return whole


def marks_for(path):
    """What to put into a field: marks of every shape that its type can hold."""
    if path[-1].type == path[-1].TYPE_BYTES:
        return [sixteen()]
    return [words(), code(), unit()]
