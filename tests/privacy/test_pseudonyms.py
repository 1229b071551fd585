"""Pseudonyms: the keyed ones agree with RFC 4231, the plain ones are undone by a loop."""

import pytest

from recsys_course.privacy import plain_hash, pseudonym, same_token, undone


def test_the_keyed_name_is_the_one_of_the_standard():
    key, text = b"\x0b" * 20, "Hi There"  # RFC 4231, test case 1
    assert pseudonym(text, key, 64) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    assert pseudonym(text, key) == "b0344c61d8db3853"


def test_plain_hashes_are_undone_by_whoever_can_guess_the_ids_and_keyed_names_are_not():
    ids, guesses = [17, 4, 980], range(1000)
    assert undone(map(plain_hash, ids), guesses) == {plain_hash(one): one for one in ids}
    assert not undone([pseudonym(one, b"k" * 32, 64) for one in ids], guesses)
    assert plain_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_one_key_gives_one_name_and_another_key_another():
    assert pseudonym(7, b"k" * 16) == pseudonym("7", b"k" * 16) != pseudonym(7, b"j" * 16)
    assert len({pseudonym(n, b"k" * 16) for n in range(5000)}) == 5000


def test_a_key_that_is_text_or_short_and_a_name_that_is_short_are_refused():
    with pytest.raises(TypeError, match=r"str.*token_bytes"):
        pseudonym(1, "a secret of letters")
    with pytest.raises(ValueError, match="3 bytes"):
        pseudonym(1, b"abc")
    with pytest.raises(ValueError, match="length=4"):
        pseudonym(1, b"k" * 16, 4)


def test_tokens_are_the_same_only_when_every_letter_is():
    assert same_token("abc", "abc") and not same_token("abc", "abd") and not same_token("abc", "ab")
