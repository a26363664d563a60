"""Quantities: their spans in a doc, beside names, and the amounts that they mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.numbers import number_value
from kg.language.quantities import GROUP, LABELS, QuantityFinder, amount_of
from kg.model import Amount


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("kg_quantities")
    return blank


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.label_, ent.text) for ent in doc.ents]


# Words are given, as the tokenizer of the language model would cut them, or whole.
SPANS = [
    # money
    ("a $ 6.3 billion acquisition", "MONEY $ 6.3 billion"),
    ("for $ 6.3 bn in cash", "MONEY $ 6.3 bn"),
    ("for $6.3bn in cash", "MONEY $6.3bn"),
    ("for $ 6.3bn in cash", "MONEY $ 6.3bn"),
    ("bids 903.9 billion yen for it", "MONEY 903.9 billion yen"),
    ("paid € 10 m", "MONEY € 10 m"),
    ("paid €10m", "MONEY €10m"),
    ("a 422,000 euros fine", "MONEY 422,000 euros"),
    ("US $ 20,000 bail", "MONEY US $ 20,000"),
    ("US$ 20,000 bail", "MONEY US$ 20,000"),
    ("NT $ 1,500 each", "MONEY NT $ 1,500"),
    ("Rs 4000 or Rs. 5,000 crore", "MONEY Rs 4000 | MONEY Rs. 5,000 crore"),
    ("some SR 10 billion", "MONEY SR 10 billion"),
    ("worth EUR 5m", "MONEY EUR 5m"),
    ("about 5 million Swiss francs", "MONEY 5 million Swiss francs"),
    ("half a million dollars", "MONEY half a million dollars"),
    ("thousands of dollars", "MONEY thousands of dollars"),
    ("$ 5 - 6 billion", "MONEY $ 5 - 6 billion"),
    ("from SR 24 million to SR 26 million", "MONEY SR 24 million | MONEY SR 26 million"),
    ("a $ 100 - million loan", "MONEY $ 100 - million"),
    ("fifty cents", "MONEY fifty cents"),
    ("paid 50,000 won", "MONEY 50,000 won"),
    ("all three won medals", "CARDINAL three"),
    ("the TOP 10 firms", "CARDINAL 10"),
    # percent
    ("rose 5 %", "PERCENT 5 %"),
    ("rose 5%", "PERCENT 5%"),
    ("five per cent of it", "PERCENT five per cent"),
    ("by 2.5 percentage points", "PERCENT 2.5 percentage points"),
    ("25 basis points", "PERCENT 25 basis points"),
    ("5 to 10 percent", "PERCENT 5 to 10 percent"),
    # dates
    ("on July 3 , 2023 ,", "DATE July 3 , 2023"),
    ("on 3 July 2023", "DATE 3 July 2023"),
    ("on Wednesday , July 13 .", "DATE Wednesday , July 13"),
    ("on Sept . 30", "DATE Sept . 30"),
    ("in 2023 it", "DATE 2023"),
    ("the 2022 elections", "DATE 2022"),
    ("in the third quarter of 2023", "DATE the third quarter of 2023"),
    ("in the 1990s", "DATE the 1990s"),
    ("since the 19th century", "DATE the 19th century"),
    ("last week it", "DATE last week"),
    ("early next year", "DATE early next year"),
    ("later this month", "DATE later this month"),
    ("three years ago", "DATE three years ago"),
    ("over a decade", "DATE a decade"),
    ("over the past five years", "DATE the past five years"),
    ("a four - year - old boy", "DATE four - year - old"),
    ("a four-year-old boy", "DATE four-year-old"),
    ("a two-day visit", "DATE two-day"),
    ("a two - day visit", "DATE two - day"),
    ("between 2015 and 2018", "DATE between 2015 and 2018"),
    ("in 2015-18", "DATE 2015-18"),
    ("July 31 to August 4", "DATE July 31 to August 4"),
    ("by the end of June", "DATE the end of June"),
    ("mid - February", "DATE mid - February"),
    ("mid-February", "DATE mid-February"),
    ("it said yesterday", "DATE yesterday"),
    ("in Q3 2023", "DATE Q3 2023"),
    ("on 2021-08-05", "DATE 2021-08-05"),
    ("on 05/08/2021", "DATE 05/08/2021"),
    ("in May it", "DATE May"),
    ("it may buy", ""),
    ("It May buy", ""),
    ("a long march home", ""),
    ("on March 5", "DATE March 5"),
    ("than 2000 people", "CARDINAL 2000"),
    ("about 1500 soldiers", "CARDINAL 1500"),
    ("he sat in the sun", ""),
    # times
    ("at 3 p.m. on Tuesday", "TIME 3 p.m. | DATE Tuesday"),
    ("at 3pm", "TIME 3pm"),
    ("at 10:30 GMT", "TIME 10:30 GMT"),
    ("this morning", "TIME this morning"),
    ("on Tuesday morning", "TIME Tuesday morning"),
    ("last night", "TIME last night"),
    ("two hours later", "TIME two hours later"),
    ("at midnight", "TIME midnight"),
    ("seven o'clock", "TIME seven o'clock"),
    # other quantities
    ("about 300 km away", "QUANTITY 300 km"),
    ("300km away", "QUANTITY 300km"),
    ("a 7.8 - magnitude quake", "QUANTITY 7.8 - magnitude"),
    ("of magnitude 7.8", "QUANTITY magnitude 7.8"),
    ("1,000 barrels per day", "QUANTITY 1,000 barrels per day"),
    ("5 square miles", "QUANTITY 5 square miles"),
    # numbers
    ("1,200 people", "CARDINAL 1,200"),
    ("about three firms", "CARDINAL three"),
    ("twenty-five firms", "CARDINAL twenty-five"),
    ("twenty - five firms", "CARDINAL twenty - five"),
    ("two hundred and fifty firms", "CARDINAL two hundred and fifty"),
    ("dozens of firms", "CARDINAL dozens"),
    ("6.3 million voters", "CARDINAL 6.3 million"),
    ("no one came", ""),
    ("one firm came", "CARDINAL one"),
    ("COVID - 19 cases", ""),
    ("COVID-19 cases", ""),
    ("the first firm", "ORDINAL first"),
    ("its 22nd birthday", "ORDINAL 22nd"),
    ("a second term", "ORDINAL second"),
    ("10² people", ""),
    ("5 km² of it", "QUANTITY 5 km²"),
    ("two - thirds of it", "CARDINAL two - thirds"),
    ("a quarter of citizens", "CARDINAL a quarter"),
    ("the the the", ""),
    ("５ ％ and １２００ people", "PERCENT ５ ％ | CARDINAL １２００"),
    ("٣ people", "CARDINAL ٣"),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
@pytest.mark.parametrize("spaced", [True, False])
def test_spans(nlp: Language, text: str, expected: str, spaced: bool) -> None:
    words = text.split(" ")
    doc = nlp.get_pipe("kg_quantities")(Doc(nlp.vocab, words=words, spaces=[spaced] * len(words)))
    got = [f"{label} {' '.join(token.text for token in span)}" for span in doc.ents if (label := span.label_)]
    assert " | ".join(got) == expected


def test_running_text_through_an_ordinary_tokenizer(nlp: Language) -> None:
    doc = nlp(
        "Last week a fund proposed a $6.3 billion acquisition of JSR, 7% above Friday's close at 3 p.m."
    )
    assert found(doc) == [
        ("DATE", "Last week"),
        ("MONEY", "$6.3 billion"),
        ("PERCENT", "7%"),
        ("DATE", "Friday"),
        ("TIME", "3 p.m."),
    ]
    assert [span.label_ for span in doc.spans[GROUP]] == [span.label_ for span in doc.ents]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("the 2022 World Cup final", (1, 4, "EVENT"), ["EVENT"]),
        ("of 5 million Swiss francs now", (3, 4, "NORP"), ["MONEY"]),
        ("for US $ 5 million", (1, 2, "GPE"), ["MONEY"]),
        ("said on Tuesday that", (2, 3, "PERSON"), ["DATE"]),
        ("he met May on", (2, 3, "PERSON"), ["PERSON"]),
        ("wrote 1984 in", (1, 2, "WORK_OF_ART"), ["WORK_OF_ART"]),
        ("the First Bank said", (1, 3, "ORG"), ["ORG"]),
        ("at Number 10 Street on July 3", (2, 4, "FAC"), ["FAC", "DATE"]),
        ("the October 7 Group", (1, 4, "ORG"), ["ORG"]),
    ],
)
def test_names_and_quantities(
    nlp: Language, text: str, name: tuple[int, int, str], expected: list[str]
) -> None:
    doc = Doc(nlp.vocab, words=text.split(" "))
    doc.ents = [Span(doc, *name)]
    assert [ent.label_ for ent in nlp.get_pipe("kg_quantities")(doc).ents] == expected


def test_names_keep_their_links(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words="Sony paid $ 5 in 2019".split(" "))
    doc.ents = [Span(doc, 0, 1, label="ORG", kb_id="Q41187")]
    assert [(e.label_, e.kb_id_) for e in QuantityFinder()(doc).ents] == [
        ("ORG", "Q41187"),
        ("MONEY", ""),
        ("DATE", ""),
    ]


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("second", "NOUN", []),
        ("second", "ADJ", ["ORDINAL"]),
        ("one", "PRON", []),
        ("one", "NUM", ["CARDINAL"]),
    ],
)
def test_tags_decide_where_there_are_some(nlp: Language, word: str, tag: str, expected: list[str]) -> None:
    doc = Doc(nlp.vocab, words=["He", "saw", word, "there"], pos=["PRON", "VERB", tag, "ADV"])
    assert [ent.label_ for ent in QuantityFinder()(doc).ents] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at the end of June", ["June"]),
        ("between 2005 and 2020", ["2005", "2020"]),
        ("last week", []),
        ("two years", []),
        ("on Tuesday morning", ["Tuesday"]),
        ("July 31 to August 4", ["July 31 to August 4"]),
        ("Sept. 30 , 2019", ["Sept. 30 , 2019"]),
        ("the first half of 2022", ["2022"]),
        ("rose 5 % in 2022", ["5 %", "2022"]),
    ],
)
def test_calendar_dates_only(nlp: Language, text: str, expected: list[str]) -> None:
    doc = QuantityFinder(dates="calendar")(Doc(nlp.vocab, words=text.split(" ")))
    assert [ent.text for ent in doc.ents] == expected


def test_unknown_convention_is_refused() -> None:
    with pytest.raises(ValueError, match="calendar"):
        QuantityFinder(dates="iso")


@pytest.mark.parametrize(
    "words",
    [
        [],
        [" "],
        ["\n\n", "5", "\n"],
        ["1"] * 500,
        ["9" * 3000],
        ["," * 50, "$", "$", "$"],
        ["$"],
        ["😀", "5", "%"],
        ["1,2,3,4,5,6", "1.2.3.4", "..", "--", "'"],
        ["million"] * 300,
        ["the", "last"] * 200,
        ["twenty", "-"] * 300,
        ["İ", "5", "ﬁ", "½", "²"],
        ["\u00a0", "\u2028", "5"],
    ],
)
def test_odd_input_gives_valid_spans(nlp: Language, words: list[str]) -> None:
    doc = QuantityFinder()(Doc(nlp.vocab, words=words))
    assert {ent.label_ for ent in doc.ents} <= set(LABELS)
    for ent in doc.ents:
        amount_of(ent.text)


AMOUNTS = [
    ("$6.3 billion", "6300000000 USD"),
    ("$ 6.3 bn", "6300000000 USD"),
    ("$6.3bn", "6300000000 USD"),
    ("a $6.3 billion acquisition", "6300000000 USD"),
    ("about $5", "5 USD"),
    ("US$ 6.3bn", "6300000000 USD"),
    ("US $ 20,000", "20000 USD"),
    ("NZ $ 26 million", "26000000 NZD"),
    ("C$5", "5 CAD"),
    ("A$5 million", "5000000 AUD"),
    ("NT$1,500", "1500 TWD"),
    ("HK$ 3", "3 HKD"),
    ("R$ 5 million", "5000000 BRL"),
    ("25,000 Hong Kong dollars", "25000 HKD"),
    ("a million dollars", "1000000 USD"),
    ("903.9 billion yen", "903900000000 JPY"),
    ("¥100", "100 JPY"),
    ("€10m", "10000000 EUR"),
    ("422,000 euros in arrears", "422000 EUR"),
    ("EUR 5m", "5000000 EUR"),
    ("5m EUR", "5000000 EUR"),
    ("£5.50", "5.5 GBP"),
    ("5m pounds", "5000000 GBP"),
    ("Rs 4000", "4000 INR"),
    ("Rs. 4,000 crore", "40000000000 INR"),
    ("₹1,20,000", "120000 INR"),
    ("10 lakh rupees", "1000000 INR"),
    ("2,000 won", "2000 KRW"),
    ("5 billion yuan", "5000000000 CNY"),
    ("RMB 300 million", "300000000 CNY"),
    ("5 million Swiss francs", "5000000 CHF"),
    ("500 million Norwegian kroner", "500000000 NOK"),
    ("5 million rand", "5000000 ZAR"),
    ("3 billion lira", "3000000000 TRY"),
    ("100 roubles", "100 RUB"),
    ("SR 10 billion", "10000000000 SAR"),
    ("QR 330.7 mn", "330700000 QAR"),
    ("50 cents", "0.5 USD"),
    ("$ 100 - million", "100000000 USD"),
    ("5 %", "5 percent"),
    ("５％", "5 percent"),
    ("a 7.5% stake", "7.5 percent"),
    ("five per cent", "5 percent"),
    ("2.5 percentage points", "2.5 percentage points"),
    ("25 basis points", "25 basis points"),
    ("a quarter of citizens", "25 percent"),
    ("half of the shares", "50 percent"),
    ("18-fold", "18 fold"),
    ("1,200 people", "1200 people"),
    ("over 700 asylum seekers", "700 asylum seekers"),
    ("around 2 million voters", "2000000 voters"),
    ("around five thousand votes", "5000 votes"),
    ("200 more", "200 more"),
    ("12 years", "12 years"),
    ("twelve years", "12 years"),
    ("one shell", "1 shell"),
    ("300 km", "300 km"),
    ("300km", "300 km"),
    ("half a million", "500000 "),
    ("two dozen", "24 "),
    ("6.3bn", "6300000000 "),
    ("5m", "5000000 "),
    ("300k", "300000 "),
    ("1.200.000 Euro", "1200000 EUR"),
    ("6,3 million", "6300000 "),
    ("٣ people", "3 people"),
    ("1" + "0" * 40 + " stars", "1" + "0" * 40 + " stars"),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts(text: str, expected: str) -> None:
    assert str(amount_of(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "$", "dozens", "thousands of dollars", "million dollars", "$5-6 billion", "two or three", "5 to 6 people",
     "a", "the", "euros", "a third of it", "9" * 61, "%", "\ud800", "two three four"],
)  # fmt: skip
def test_vague_amounts_are_none(text: str) -> None:
    assert amount_of(text) is None


def test_equal_amounts_are_equal() -> None:
    assert amount_of("$6.30 billion") == amount_of("6.3bn dollars") == Amount(Decimal(6300000000), "USD")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("-5", "-5"),
        ("two and a half million", "2500000"),
        ("a million and a half", "1500000"),
        ("one hundred and twenty-five thousand", "125000"),
        ("1 lakh crore", "1000000000000"),
        ("9" * 50 + " trillion", "9" * 50 + "0" * 12),
        ("²", None),
        ("1,2,3", None),
        ("five people", None),
    ],
)
def test_numbers(text: str, value: str | None) -> None:
    assert number_value(text) == (None if value is None else Decimal(value))
