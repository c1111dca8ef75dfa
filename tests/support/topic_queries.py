# SPDX-License-Identifier: MIT
"""Topic queries made at random, and whether a message matches them, found by trying every place: independent of lib/topic.

A query is a tree: ("word", letters, beginning, sign), ("phrase", [word, …]), ("near", left, right, distance), ("lang" | "from" | "on", value), ("and" | "or", [tree, …]), ("not", tree).
written(tree) is what a person would type, with no more parentheses than the manual's rules of precedence ask for.
"""
import unicodedata

JOINS = " \t-'’#@"


def bare(text):
    """Small letters without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter))


def words_of(text):
    """(letters, sign before it, whether more than a blank, a hyphen or an apostrophe stands before it)."""
    found, letters, apart, sign = [], "", True, ""
    for letter in bare(text) + " ":
        if letter.isalnum():
            letters += letter
            continue
        if letters:
            found.append((letters, sign, apart))
            apart = False
        letters, sign = "", letter if letter in "#@" else ""
        apart = apart or letter not in JOINS
    return found


def places(tree, words):
    """All (first, last) where a word, a phrase, a NEAR or a group of these stands."""
    kind = tree[0]
    if kind == "word":
        _, letters, beginning, sign = tree
        return {(at, at) for at, (word, before, _) in enumerate(words) if (word.startswith(letters) if beginning else word == letters) and sign in ("", before)}
    if kind == "phrase":
        starts = [{at for at, _ in places(word, words)} for word in tree[1]]
        return {(at, at + len(starts) - 1) for at in starts[0] if all(at + step in one for step, one in enumerate(starts))}
    if kind == "or":
        return set().union(*(places(part, words) for part in tree[1]))
    _, left, right, distance = tree
    return {(min(a[0], b[0]), max(a[1], b[1])) for a in places(left, words) for b in places(right, words) if 0 < b[0] - a[1] <= distance or 0 < a[0] - b[1] <= distance}


def matches(tree, message):
    """message: words, language, handle, author_id, account."""
    kind = tree[0]
    if kind == "and":
        return all(matches(part, message) for part in tree[1])
    if kind == "or":
        return any(matches(part, message) for part in tree[1])
    if kind == "not":
        return not matches(tree[1], message)
    if kind == "lang":
        return (message["language"] or "").split("-")[0] == tree[1]
    if kind == "from":
        return tree[1].lower() in ((message["handle"] or "").lower(), (message["author_id"] or "").lower())
    if kind == "on":
        return message["account"].lstrip("@").lower() == tree[1]
    return bool(places(tree, message["words"]))


def written(tree, inside=""):
    """OR binds weaker than AND, AND weaker than NEAR."""
    kind = tree[0]
    if kind == "word":
        return tree[3] + tree[1] + ("*" if tree[2] else "")
    if kind == "phrase":
        return '"' + " ".join(written(word) for word in tree[1]) + '"'
    if kind == "near":
        return f"{written(tree[1], 'near')} NEAR/{tree[3]} {written(tree[2], 'near')}"
    if kind == "not":
        return "NOT " + written(tree[1], "not")
    if kind in ("and", "or"):
        text = (" AND " if kind == "and" and len(tree[1]) % 2 else " " if kind == "and" else " OR ").join(written(part, kind) for part in tree[1])
        return f"({text})" if inside in ("near", "not") or (kind == "or" and inside == "and") else text
    return f"{kind}:{tree[1]}"


WORDS = ("atelier", "livraison", "rose", "workshop", "delivery", "maison", "colis", "parcel", "service", "ceramique", "late", "retard", "the", "la", "est", "is", "panne", "famille", "families", "cours")


def a_word(chance):
    word = chance.choice(WORDS)
    if chance.random() < 0.2:
        return ("word", word[:chance.randrange(3, 5)] if len(word) > 4 else word, True, "")
    if chance.random() < 0.08:
        return chance.choice([("word", "atelierrose", False, "#"), ("word", "maisonbleue", False, "@"), ("word", "atelier", True, "#")])
    return ("word", word, False, "")


def a_phrase(chance):
    text = chance.choice(["frais de livraison", "en retard", "maison bleue", "customer service", "rose workshop", "est encore", "the workshops", "l'atelier rose", "en livraison"])
    return ("phrase", [("word", word, False, "") for word, _, _ in words_of(text)])


def a_place(chance):
    return a_phrase(chance) if chance.random() < 0.25 else a_word(chance)


def a_query(chance, depth=2):
    dice = chance.random()
    if depth == 0 or dice < 0.3:
        return a_place(chance)
    if dice < 0.45:
        sides = [a_place(chance) if chance.random() < 0.7 else ("or", [a_place(chance), a_place(chance)]) for _ in range(2)]
        return ("near", *sides, chance.randrange(1, 7))
    if dice < 0.55:
        return chance.choice([("lang", "fr"), ("lang", "en"), ("from", "p7@example.org"), ("from", "p24"), ("on", "atelier"), ("on", "blog")])
    if dice < 0.8:
        parts = [a_query(chance, depth - 1) for _ in range(chance.randrange(2, 4))]
        if chance.random() < 0.4:
            parts.append(("not", a_query(chance, depth - 1)))
        return ("and", parts)
    return ("or", [a_query(chance, depth - 1) for _ in range(chance.randrange(2, 4))])
