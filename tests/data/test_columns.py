"""The door: a table with a password, a card or an identity number does not come in unless somebody says so."""

import pytest

from recsys_course.data import DataError, read_csv_dataset, read_ratings

RATINGS = "user,item,rating,{}\n1,1,3,{}\n1,2,4,{}\n2,2,5,{}\n"
CARDS = ["4111111111111111", "5500 0055 5555 5559", "3400-0000-0000-009"]  # numbers for tests, of nobody


def table(tmp_path, name, values=("a", "b", "c")):
    path = tmp_path / "r.csv"
    path.write_text(RATINGS.format(name, *values))
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("password", "password"),
        ("User-Password-Hash", "password"),
        ("PIN", "password"),
        ("credit_card_number", "card or account number"),
        ("IBAN", "card or account number"),
        ("passport_no", "identity number"),
        ("SSN", "identity number"),
    ],
)
def test_a_sensitive_column_is_refused_and_none_of_its_values_is_repeated(tmp_path, name, kind):
    path = table(tmp_path, name, ("hunter2", "hunter3", "hunter4"))
    for door in (read_csv_dataset, read_ratings):
        with pytest.raises(DataError, match=kind) as caught:
            door(path)
        assert name in str(caught.value) and "allow=" in str(caught.value) and "hunter" not in str(caught.value)
        assert len(door(path, allow=[name])) if door is read_ratings else len(door(path, allow=name).interactions)


def test_a_column_of_card_numbers_is_known_by_its_values_in_any_usual_writing(tmp_path):
    path = table(tmp_path, "note", CARDS)
    with pytest.raises(DataError, match="'note' looks like a card") as caught:
        read_csv_dataset(path)
    assert not any(card[:8] in str(caught.value) for card in CARDS)
    assert read_csv_dataset(path, allow=["note"]).interactions.n_users == 2


def test_a_user_id_may_be_no_card_number_either(tmp_path):
    (tmp_path / "r.csv").write_text("user,item\n" + "".join(f"{card},1\n" for card in CARDS))
    with pytest.raises(DataError, match="'user' looks like a card"):
        read_csv_dataset(tmp_path / "r.csv")


@pytest.mark.parametrize("last", ["5500005555555550", "hello", "41111111111111111111111", ""])
def test_one_value_that_is_no_card_number_makes_the_column_harmless(tmp_path, last):
    assert read_csv_dataset(table(tmp_path, "note", [*CARDS[:2], last])).interactions.n_users == 2


@pytest.mark.parametrize("name", ["opinion", "passage", "spinoff", "cardinal", "discard", "martin", "secretary"])
def test_a_harmless_name_that_sounds_like_one_passes(tmp_path, name):
    assert read_csv_dataset(table(tmp_path, name)).interactions.n_users == 2


def test_an_allowance_for_a_column_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(DataError, match="allow names 'pasword'"):
        read_csv_dataset(table(tmp_path, "password"), allow=["pasword"])
