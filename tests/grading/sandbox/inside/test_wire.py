"""Plain data over the wire: what is sent arrives, and no bytes of a stranger do harm."""

import contextlib
import io
import json
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.checking.compare import exact
from recsys_course.checking.runner.plain import Table
from recsys_course.checking.runner.running import Outcome
from recsys_course.grading.sandbox.inside.outcome_codec import pack, unpack
from recsys_course.grading.sandbox.inside.wire import Broken, Unsendable, decode, encode, read_frame, write_frame

KEYS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
VALUES = st.recursive(
    KEYS | st.complex_numbers(allow_nan=False),
    lambda part: st.lists(part) | st.tuples(part, part) | st.dictionaries(KEYS, part) | st.sets(KEYS),
    max_leaves=20,
)
DTYPES = ["?", "i1", "u8", ">i4", "f2", ">f8", "c16", "U3", "S2", "M8[ns]", "m8[s]", "longdouble"]


@given(VALUES)
@settings(max_examples=200, deadline=None)
def test_plain_values_arrive_as_they_were_sent(value):
    arrived = decode(encode(value))
    assert arrived == value
    assert type(arrived) is type(value)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 3)])
def test_arrays_arrive_as_they_were_sent(dtype, shape):
    array = np.ones(shape).astype(np.int64).astype(dtype)
    arrived = decode(encode(array.T)).T
    assert arrived.shape == shape and arrived.dtype.kind == array.dtype.kind
    assert np.array_equal(arrived, array)


def test_tables_not_a_number_and_minus_zero_arrive_as_they_were_sent():
    table = Table(("a", 1), np.arange(2), (np.array([np.nan, 1]), ["x", None]))
    assert exact()(table, decode(encode(table))) is None
    assert repr(decode(encode([float("nan"), -0.0, float("-inf")]))) == "[nan, -0.0, -inf]"


class Anything(float):
    pass


@pytest.mark.parametrize(
    "value", [Anything(1), object(), np.float64(1), np.array([None]), print, np.random.default_rng(0)]
)
def test_other_objects_are_not_sent(value):
    with pytest.raises(Unsendable, match="cannot be sent; use numbers"):
        encode([value])


@given(st.binary() | st.text(alphabet='{}[]",:0123456789truefalsnNIiy<|UMf8').map(str.encode))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_broken(data):
    for read in (decode, unpack):
        with contextlib.suppress(Broken):
            read(data)


def in_json(value):
    return json.dumps(value).encode()


BAD = {
    "an unknown kind": {"object": 1},
    "two kinds": {"tuple": [], "list": []},
    "no kind": {},
    "objects in an array": {"array": ["|O", [1], "AAAAAAAAAAA="]},
    "an array without letters": {"array": ["<U0", [10**9], ""]},
    "a shape that does not fit": {"array": ["<f8", [2], "AAAAAAAAAAA="]},
    "a negative shape": {"array": ["<f8", [-1, -1], "AAAAAAAAAAA="]},
    "a shape of many axes": {"array": ["<f8", [1] * 100_000, "AAAAAAAAAAA="]},
    "a shape that overflows": {"array": ["<f8", [2**32, 2**32], ""]},
    "a record": {"array": ["<f8,<f8", [1], "AAAAAAAAAAAAAAAAAAAAAA=="]},
    "no base64": {"array": ["<f8", [1], "?"]},
    "neither true nor false": {"array": ["|b1", [1], "Ag=="]},
    "a letter that does not exist": {"array": ["<U1", [1], "/////w=="]},
    "a key that is a list": {"dict": [[[1], 2]]},
    "a key that is an array": {"set": [{"array": ["|b1", [1], "AQ=="]}]},
    "a long key": {"set": [{"tuple": [0] * 99}]},
    "a pair of three": {"dict": [[1, 2, 3]]},
    "a table of unequal parts": {"table": ["Series", {"tuple": [1]}, [], {"tuple": []}]},
    "one long text among many values": ["x" * 100_000, *range(10_000)],
}


@pytest.mark.parametrize("what", BAD)
def test_no_message_is(what):
    with pytest.raises(Broken):
        decode(in_json(BAD[what]))


@pytest.mark.parametrize("data", [b"[" * 10**6, b"1" * 10**6, b'{"tuple":' * 10**5], ids=["lists", "digits", "objects"])
def test_a_message_without_an_end_is_broken(data):
    with pytest.raises(Broken):
        decode(data)


@pytest.mark.parametrize(
    "key",
    [
        lambda i: {"tuple": [-1 - (i >> bit & 1) for bit in range(16)]},
        lambda i: i * (2**61 - 1) + 7,
        lambda i: {"complex": [7 - 1000003 * i, i]},
    ],
    ids=["tuples", "long numbers", "complex numbers"],
)
def test_keys_made_to_have_one_hash_do_not_stop_the_clock(key):
    begin = time.monotonic()
    with pytest.raises(Broken, match="keys"):
        decode(in_json({"set": [key(i) for i in range(50_000)]}))
    assert time.monotonic() - begin < 5


def test_frames_are_read_one_by_one_and_no_longer_than_allowed():
    stream = io.BytesIO()
    for data in (b"", b"abc", b"x" * 100):
        write_frame(stream, data)
    stream.seek(0)
    assert read_frame(stream) == b""
    assert read_frame(stream) == b"abc"
    with pytest.raises(Broken, match="100 bytes; at most 99"):
        read_frame(stream, 99)
    assert read_frame(io.BytesIO()) is None
    for cut in (b"\x00", b"\x00\x00\x00\x05ab"):
        with pytest.raises(Broken):
            read_frame(io.BytesIO(cut))


def test_an_outcome_arrives_with_its_texts_cut():
    sent = Outcome("value", (1, [2.5]), printed="x" * 9999, warned=("y" * 999,), changed=(0, 2), returns="always")
    arrived = unpack(pack(sent))
    assert (arrived.value, arrived.changed, arrived.returns) == ((1, [2.5]), (0, 2), "always")
    assert len(arrived.printed) == 3000 and len(arrived.warned[0]) == 200


def test_half_a_letter_in_a_text_becomes_a_question_mark():
    assert unpack(pack(Outcome("error", message="a\ud800b"))).message == "a?b"


@pytest.mark.parametrize("value", [10**5000, object(), ["x"] * 10**6], ids=["digits", "an object", "large"])
def test_an_answer_that_cannot_be_sent_is_told_as_such(value):
    arrived = unpack(pack(Outcome("value", value)))
    assert arrived.kind == "unplain" and "the answer" in arrived.message


FIELDS = [
    ("kind", "right"), ("kind", np.zeros(2)), ("returns", "perhaps"), ("returns", ["always"]), ("line", -1),
    ("line", True), ("message", 5), ("warned", "abc"), ("changed", (1.5,)), ("outside", (None,)),
    ("tensor", 1),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), FIELDS, ids=[f"{field} {value}" for field, value in FIELDS])
def test_no_outcome_has_a_field_of_another_kind(field, value):
    given = dict(kind="value", value=1, error="", message="", line=0, code="", printed="", warned=(), changed=())
    right = given | {"outside": (), "returns": "", "tensor": True}
    assert unpack(encode(right)).value == 1
    with pytest.raises(Broken):
        unpack(encode(right | {field: value}))
