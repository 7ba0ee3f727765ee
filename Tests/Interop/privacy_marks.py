"""Marks that stand for personal data, and the search for them in whatever form they may have been given."""

import base64
import re
import unicodedata
from itertools import count

# The stems of marks, by who gives them; nothing else holds any.
CITIZEN = "zq7xriên"  # citizens, at kiosks and with tracking codes
OFFICER = "zv8kthẻo"  # officers: reasons, answers, names of who acts and signs
CELL = "zb5mcộto"  # cells of a spreadsheet that the mapping gives a meaning
KEY = "zk9wchìa"  # names of keys, which the operator chooses
numbers = count(100)


def words(stem=CITIZEN):
    """A mark as somebody types it."""
    return f"Nguyễn Thị {stem.upper()}{next(numbers)}, ấp 3"


def code(stem=CITIZEN):
    """A mark that looks like a code, and so gets through where a code is expected."""
    return f"ba-{plain(stem)}{next(numbers)}"


def unit(stem=CITIZEN):
    """A mark that looks like a unit's code."""
    return f"{plain(stem).upper()}{next(numbers)}"


def sixteen(stem=CITIZEN):
    """A mark of 16 bytes, for identifiers."""
    return f"{plain(stem)}{next(numbers):08}".encode()


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
                first = (skip * 8 + 5) // 6
                sure = encoded[first:(skip + len(data)) * 8 // 6]
                found |= {sure, sure.replace("+", "-").replace("/", "_")}
            found.add("".join(f"%{byte:02x}" for byte in data))
    return found


ENCODED = {stem: encodings(stem) for stem in (CITIZEN, OFFICER, CELL, KEY)}
SEPARATORS = re.compile(r"[\s\-_.·]+")


def traces(data, codes=(), stems=(CITIZEN, OFFICER, CELL)):
    """What of the marks, and of these tracking codes, is in some bytes or text; empty when nothing is.

    Looks in small letters, without diacritics, without hyphens and spaces, in base64, in hexadecimal and in lists of
    numbers.
    """
    text = data.decode(errors="replace") if isinstance(data, bytes) else data
    smooth = SEPARATORS.sub("", plain(text))
    dense = text.replace(" ", "")
    small = dense.casefold()
    found = [form for form in map(plain, (*stems, *codes)) if form in smooth]
    found += [TELEPHONE] if CITIZEN in stems and TELEPHONE in smooth else []
    for stem in stems:
        # Base64 means something else in small letters.
        found += [form for form in ENCODED[stem] if form in dense or form == form.casefold() and form in small]
    return found


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


def marks_for(path, stem=CITIZEN):
    """What to put into a field: marks of every shape that its type can hold."""
    if path[-1].type == path[-1].TYPE_BYTES:
        return [sixteen(stem)]
    return [words(stem), code(stem), unit(stem)]
