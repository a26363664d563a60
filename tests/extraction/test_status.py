"""What the words around a predicate make of the event: on trees built by hand, and on sentences by the shipped model."""

from __future__ import annotations

import functools
import re

import pytest
from statuses import PL, PO, PR, A, D, E

from kg.extraction import find_claims
from kg.extraction.cues import load_cues
from kg.extraction.status import compose, status_of
from kg.model import Article, Status
from kg.ontology import load_ontology

from .trees import doc_of


@pytest.mark.parametrize(
    ("inner", "outer", "result"),
    [(A, A, A), (A, PL, PL), (PR, PL, PR), (PL, PO, PO), (PL, D, D), (PO, PL, PO), (D, PO, D), (E, A, E)],
)
def test_compose(inner: Status, outer: Status, result: Status) -> None:
    assert compose((inner, "a"), (outer, "b"))[0] is result


def verb(before: str, form: str = "buy") -> str:
    """Return rows for "Japan <before> buy Acme", with the auxiliaries attached to the verb."""
    words = before.split()
    position = len(words) + 2
    rows = [f"Japan Japan PROPN {position} nsubj"]
    for word in words:
        lemma = {"n't": "not", "wo": "will", "did": "do"}.get(word, word)
        label = "advmod" if word in {"not", "never", "n't", "reportedly"} else "aux"
        rows.append(f"{word} {lemma} {'ADV' if label == 'advmod' else 'AUX'} {position} {label}")
    return "\n".join([*rows, f"{form} buy VERB 0 root", f"Acme Acme PROPN {position} obj"])


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("", A),
        ("has", A),
        ("will", PL),
        ("may", PO),
        ("could", PO),
        ("should", PR),
        ("did not", D),
        ("will not", D),
        ("never", D),
        ("reportedly", PO),
    ],
)
def test_modals_negation_adverbs(before: str, status: Status) -> None:
    doc = doc_of(verb(before))
    head = next(t for t in doc if t.lemma_ == "buy")
    assert status_of(head, load_cues())[0] is status


@pytest.mark.parametrize(
    ("lemma", "status"),
    [
        ("plan", PL),
        ("seek", PL),
        ("offer", PR),
        ("refuse", D),
        ("fail", D),
        ("consider", PO),
        ("manage", A),
        ("stop", E),
    ],
)
def test_catenatives(lemma: str, status: Status) -> None:
    doc = doc_of(
        f"Japan Japan PROPN 2 nsubj\n{lemma}s {lemma} VERB 0 root\nto to PART 4 mark\n"
        "buy buy VERB 2 xcomp VerbForm=Inf\nAcme Acme PROPN 4 obj"
    )
    assert status_of(doc[3], load_cues()) == (status, "" if status is A else f"{lemma}s")


@pytest.mark.parametrize(("lemma", "status"), [("say", A), ("deny", D), ("expect", PO), ("pledge", PL)])
def test_finite_complements(lemma: str, status: Status) -> None:
    doc = doc_of(
        f"Japan Japan PROPN 2 nsubj\n{lemma} {lemma} VERB 0 root\nthat that SCONJ 5 mark\n"
        "Bell Bell PROPN 5 nsubj\nbought buy VERB 2 ccomp\nAcme Acme PROPN 5 obj"
    )
    assert status_of(doc[4], load_cues())[0] is status


@pytest.mark.parametrize(
    ("lemma", "status"),
    [("propose", PR), ("complete", A), ("block", D), ("launch", A), ("scrap", D), ("plan", PL)],
)
def test_event_nouns_under_a_verb(lemma: str, status: Status) -> None:
    doc = doc_of(
        f"Japan Japan PROPN 2 nsubj\n{lemma} {lemma} VERB 0 root\na a DET 4 det\ntakeover takeover NOUN 2 obj"
    )
    assert status_of(doc[3], load_cues())[0] is status


def test_the_cue_is_the_word_that_decided() -> None:
    doc = doc_of(verb("may"))
    assert status_of(doc[2], load_cues()) == (PO, "may")


def test_speech_does_not_scope_over_what_is_said() -> None:
    doc = doc_of(
        "He he PRON 3 nsubj\nmight might AUX 3 aux\nsay say VERB 0 root\nthat that SCONJ 6 mark\n"
        "Bell Bell PROPN 6 nsubj\nbought buy VERB 3 ccomp\nAcme Acme PROPN 6 obj"
    )
    assert status_of(doc[5], load_cues())[0] is A


#: Sentences with the status of the event in brackets.
SENTENCES = [
    (A, "Japan [bought] Acme."),
    (A, "Japan has [bought] Acme."),
    (A, "Japan is [buying] Acme."),
    (PL, "Japan will [buy] Acme."),
    (PL, "Japan is going to [buy] Acme."),
    (PL, "Japan is to [buy] Acme."),
    (PL, "Japan was to [take] delivery of Acme's planes in May."),
    (PL, "Japan to [buy] Acme"),
    (PL, "Japan Investment Corporation to [acquire] Acme for $6.3 billion"),
    (PO, "Japan may [buy] Acme."),
    (PO, "Japan could [buy] Acme by March."),
    (PR, "Japan should [buy] Acme."),
    (PR, "Japan must [leave] the bloc."),
    (D, "Japan did not [buy] Acme."),
    (D, "Japan has never [bought] Acme."),
    (D, "Japan won't [buy] Acme."),
    (D, "Japan cannot [buy] Acme."),
    (D, "Neither Japan nor Germany [bought] Acme."),
    (D, "No company [bought] Acme."),
    (D, "None of the firms [bought] Acme."),
    (D, "Few companies [bought] Acme."),
    (D, "Nobody [bought] Acme."),
    (A, "Japan not only [bought] Acme but also sold Bell."),
    (A, "Japan not only bought Acme but also [sold] Bell."),
    (A, "There is no doubt that Japan [bought] Acme."),
    (A, "Japan did not pay, and Germany [bought] Acme."),
    (A, "Japan did not hesitate and [bought] Acme."),
    (D, "Japan did not [buy] Acme or sell Bell."),
    (D, "Japan did not buy Acme or [sell] Bell."),
    (PL, "Japan will buy Acme and [sell] Bell."),
    (PL, "Japan plans to buy Acme and [sell] Bell."),
    (A, "Japan sold Bell, which it did not need, and [bought] Acme."),
    (PL, "Japan plans to [buy] Acme."),
    (PL, "Japan planned to [buy] Acme."),
    (PL, "Japan is planning on [buying] Acme."),
    (PL, "Japan is seeking to [buy] Acme."),
    (PL, "Japan agreed to [buy] Acme."),
    (PR, "Japan offered to [buy] Acme."),
    (D, "Japan failed to [buy] Acme."),
    (D, "Japan refused to [buy] Acme."),
    (D, "Japan declined to [join] the talks."),
    (PO, "Japan is considering [buying] Acme."),
    (E, "Japan stopped [buying] chips from Acme."),
    (E, "Japan has ceased [buying] chips from Acme."),
    (A, "Japan managed to [buy] Acme."),
    (A, "Japan helped [build] the bridge."),
    (A, "Japan began [buying] Acme."),
    (A, "Japan continues to [buy] chips from Acme."),
    (PO, "Japan threatened to [leave] the bloc."),
    (PL, "Japan promised to [buy] Acme."),
    (PL, "Japan vowed to [defend] Germany."),
    (PL, "Japan wants to [buy] Acme."),
    (PL, "Japan wants Germany to [join] the bloc."),
    (PR, "Japan urged Germany to [join] the bloc."),
    (A, "Japan forced Germany to [leave] the bloc."),
    (A, "Japan allowed Acme to [buy] Bell."),
    (PL, "Japan is set to [buy] Acme."),
    (PL, "Japan is due to [host] the summit."),
    (PO, "Japan is likely to [buy] Acme."),
    (D, "Japan is unlikely to [buy] Acme."),
    (D, "Japan is unable to [buy] Acme."),
    (PO, "Japan is expected to [buy] Acme."),
    (D, "Japan is not expected to [buy] Acme."),
    (PO, "Japan is believed to have [bought] Acme."),
    (A, "Japan did not fail to [buy] Acme."),
    (A, "Japan has not stopped [buying] chips from Acme."),
    (PO, "Japan has not ruled out [buying] Acme."),
    (D, "Japan has ruled out [buying] Acme."),
    (D, "Japan does not plan to [buy] Acme."),
    (D, "Japan did not manage to [buy] Acme."),
    (D, "Japan was not allowed to [buy] Acme."),
    (D, "Japan no longer plans to [buy] Acme."),
    (PL, "Japan has decided to [buy] Acme."),
    (D, "Japan decided not to [buy] Acme."),
    (D, "Japan forgot to [pay] Acme."),
    (A, "Japan regrets that it [bought] Acme."),
    (A, "Germany knows that Japan [bought] Acme."),
    (A, "Germany did not know that Japan [bought] Acme."),
    (A, "Germany did not regret that Japan [bought] Acme."),
    (D, "Germany does not think that Japan [bought] Acme."),
    (D, "Germany does not believe Japan [bought] Acme."),
    (D, "Japan denied that it [bought] Acme."),
    (D, "Japan denied [buying] Acme."),
    (D, "There is no evidence that Japan [bought] Acme."),
    (D, "Japan's failure to [buy] Acme cost it billions."),
    (D, "Japan's refusal to [join] the talks angered Germany."),
    (D, "The lack of an [agreement] with Germany hurt Japan."),
    (PL, "Japan unveiled a plan to [buy] Acme."),
    (PR, "Japan made a proposal to [buy] Acme."),
    (PL, "Japan is in talks to [buy] Acme."),
    (PO, "Japan is in talks on a [merger] with Germany."),
    (PO, "Analysts discussed a possible [takeover] of Acme by Bell."),
    (PL, "An attempted [takeover] of Acme cost Bell millions."),
    (D, "The failed [takeover] of Acme cost Bell millions."),
    (PR, "The proposed [takeover] of Acme would cost millions."),
    (PL, "The planned [merger] of Acme and Bell will cost millions."),
    (PO, "Did Japan [buy] Acme?"),
    (PO, "Will Japan [buy] Acme?"),
    (PO, "If Japan [buys] Acme, Germany will protest."),
    (PO, "If Japan buys Acme, Germany will [protest]."),
    (PO, "Unless Japan [buys] Acme, Germany will protest."),
    (PO, "Japan would [buy] Acme if it had the money."),
    (PL, "Japan said it would [buy] Acme."),
    (A, "Japan said it had [bought] Acme."),
    (PO, "Japan reportedly [bought] Acme."),
    (PO, "Acme was allegedly [attacked] by Bell."),
    (PO, "It is possible that Japan [bought] Acme."),
    (D, "It is not true that Japan [bought] Acme."),
    (D, "It is false that Japan [bought] Acme."),
    (PL, "Japan sold Bell to [buy] Acme."),
    (PL, "Japan sold Bell in order to [buy] Acme."),
    (D, "Japan left without [buying] Acme."),
    (D, "Japan sold Bell instead of [buying] Acme."),
    (D, "Japan sold Bell rather than [buy] Acme."),
    (D, "Germany prevented Japan from [buying] Acme."),
    (D, "Germany stopped Japan from [buying] Acme."),
    (D, "Germany banned Acme from [exporting] chips to Bell."),
    (D, "Germany barred Japan from [buying] Acme."),
    (D, "Japan avoided [buying] Acme."),
    (E, "Japan used to [own] Acme."),
    (E, "Japan no longer [owns] Acme."),
    (E, "Japan does not [own] Acme anymore."),
    (E, "Japan formerly [owned] Acme."),
    (PR, "[Buy] Acme now."),
    (D, "Japan called off its [takeover] of Acme."),
    (D, "Germany blocked the [takeover] of Acme by Bell."),
    (D, "The [takeover] of Acme by Bell collapsed."),
    (D, "The [takeover] of Acme by Bell was abandoned."),
    (A, "Japan completed its [takeover] of Acme."),
    (D, "Japan did not complete its [takeover] of Acme."),
    (PL, "The [takeover] of Acme by Bell will be completed in May."),
    (PO, "Japan is mulling a [takeover] of Acme."),
    (PR, "Japan proposed a [takeover] of Acme."),
    (D, "Germany rejected Japan's offer to [buy] Acme."),
    (D, "Germany dismissed reports that Japan [bought] Acme."),
    (PO, "There were reports of a [takeover] of Acme by Bell."),
    (D, "Japan denied reports of a [takeover] of Acme."),
    (PL, "Japan hopes to [sign] a deal with Germany."),
    (PL, "Japan hopes for a [deal] with Germany."),
    (PR, "Japan called for a [boycott] of Acme."),
    (PR, "Japan called on Germany to [boycott] Acme."),
    (PO, "It is unclear whether Japan [bought] Acme."),
    (PO, "Germany asked whether Japan had [bought] Acme."),
    (PL, "Japan aims at [buying] Acme."),
    (PO, "Acme was accused of [bribing] Bell."),
    (A, "Acme was convicted of [bribing] Bell."),
    (PO, "Acme was charged with [bribing] Bell."),
    (A, "Acme apologised for [bribing] Bell."),
    (A, "Acme succeeded in [buying] Bell."),
    (A, "Acme admitted [bribing] Bell."),
    (A, "After [buying] Acme, Bell sold Dell."),
    (PL, "Bell will pay a fee after [buying] Acme."),
    (PL, "Bell will pay a fee once it [buys] Acme."),
    (PL, "Bell plans to grow by [buying] Acme."),
    (A, "Bell grew by [buying] Acme."),
    (A, "Japan plans to stop [selling] chips to Acme."),
    (PR, "Japan has to [buy] Acme."),
    (A, "Japan had to [sell] Acme."),
    (PR, "Japan needs to [buy] Acme."),
    (D, "Japan does not have to [sell] Acme."),
    (PL, "Japan has taken steps to [leave] the bloc."),
    (A, "Japan has been working to [strengthen] its army."),
    (PL, "Japan is working to [buy] Acme."),
    (A, "The bank used the money to [buy] Acme."),
    (A, "Shares fell 3 percent to [close] at 40 yen."),
    (A, "Bell went on to [buy] Acme."),
    (PL, "Bell will sign the deal at a [summit] with Acme."),
    (PL, "The leaders will discuss chips in their [meeting] with Germany."),
    (D, "Bell is too weak to [buy] Acme."),
    (A, "Bell was rich enough to [buy] Acme."),
    (PL, "Bell had been about to [buy] Acme."),
    (D, "Bell nearly [bought] Acme."),
    (D, "Japan was reluctant to [buy] Acme."),
    (PL, "Bell, which plans to [buy] Acme, sold Dell."),
    (PL, "Bell announced that it would [buy] Acme."),
    (PO, "Bell, which is likely to [buy] Acme, sold Dell."),
    (PL, "Bell meets Acme next week, where the firms will [sign] a deal."),
    (PL, "Xi [meets] Biden in Bali next week."),
    (PL, "Xi is [visiting] Moscow next month."),
    (PR, "The bid to [buy] Acme angered Bell."),
    (PL, "Bell's attempt to [buy] Acme angered Dell."),
    (PL, "It is time for Bell to [leave] the bloc."),
    (A, "Bell confirmed the [takeover] of Acme."),
    (A, "The [takeover] of Acme by Bell was completed on Monday."),
    (PO, "Bell suggested that Acme [bribed] Dell."),
    (PR, "Bell suggested [buying] Acme."),
    (PR, "Bell recommended that Acme [buy] Dell."),
    (PL, "Bell is eager to [buy] Acme."),
    (A, "Bell is happy to have [bought] Acme."),
    (PO, "Perhaps Bell [bought] Acme."),
    (D, "Bell has yet to [buy] Acme."),
    (D, "Bell was blocked by Germany from [buying] Acme."),
    (PO, "Should Bell [buy] Acme, Dell will sue."),
    (PO, "Bell could have [bought] Acme."),
    (PL, "Bell's plans for a [takeover] of Acme were welcomed."),
    (D, "Hardly any company [bought] Acme."),
    (A, "Only Bell [bought] Acme."),
    (PL, "Bell is poised to [buy] Acme, people familiar with the matter said."),
    (PO, "Bell is said to be considering a [bid] for Acme."),
    (PO, "Bell could be forced to [sell] Acme."),
    (A, "Bell was forced to [sell] Acme."),
    (A, "Bell was able to [buy] Acme."),
    (D, "Bell was not able to [buy] Acme."),
    (PO, "Bell is able to [buy] Acme."),
    (D, "Talks to [merge] Bell and Acme broke down."),
    (D, "Bell dropped plans to [buy] Acme."),
    (D, "Bell has shelved its plan to [buy] Acme."),
    (D, "Bell scrapped its proposed [merger] with Acme."),
    (D, "Regulators blocked Bell's [takeover] of Acme."),
    (PL, "Regulators approved Bell's [takeover] of Acme."),
    (PL, "Shareholders backed the [merger] of Bell and Acme."),
    (PO, "The [merger] of Bell and Acme is likely."),
    (D, "The [merger] of Bell and Acme is unlikely."),
    (PO, "A [merger] of Bell and Acme is possible."),
    (PL, "Bell is preparing a [bid] for Acme."),
    (A, "The government ordered Bell to halt [exports] to Acme."),
    (A, "The government has approved the plan, and Bell [bought] Acme."),
    (A, "The court found that Bell [bribed] Acme."),
    (D, "The court cleared Bell of [bribing] Acme."),
    (D, "Bell was acquitted of [bribing] Acme."),
    (PO, "Bell is suspected of [bribing] Acme."),
    (PO, "Prosecutors say Bell may have [bribed] Acme."),
    (A, "Prosecutors say Bell [bribed] Acme."),
    (PO, "Prosecutors allege that Bell [bribed] Acme."),
    (PO, "It is alleged that Bell [bribed] Acme."),
    (PO, "Bell allegedly [bribed] Acme."),
    (D, "Bell denies having [bribed] Acme."),
    (D, "Bell denied it had [bribed] Acme."),
    (D, "Bell rejected claims that it [bribed] Acme."),
    (PO, "Claims that Bell [bribed] Acme surfaced on Monday."),
    (PL, "Biden is scheduled to [meet] Xi in Bali."),
    (PL, "Biden was scheduled to [meet] Xi in Bali."),
    (D, "Biden cancelled a [meeting] with Xi."),
    (PL, "Biden postponed a [meeting] with Xi."),
    (PL, "Biden will hold a [meeting] with Xi."),
    (PL, "Biden and Xi agreed to [cooperate] on climate."),
    (PR, "Biden asked Xi to [stop] the exports."),
    (PR, "Biden called on Xi to [condemn] the attack."),
    (A, "Biden thanked Xi for [condemning] the attack."),
    (A, "Biden criticised Xi for [attacking] the island."),
    (PO, "Russia could [attack] Ukraine within days."),
    (A, "Russia has begun [attacking] Ukraine."),
    (A, "Russia kept [attacking] Ukraine."),
    (A, "Russia resumed its [attacks] on Ukraine."),
    (E, "Russia halted its [attacks] on Ukraine."),
    (PL, "Sweden applied to [join] NATO."),
    (PR, "Sweden's application to [join] NATO was backed by Finland."),
    (D, "Turkey opposed Sweden's plan to [join] NATO."),
    (A, "Sweden became the latest country to [join] NATO."),
    (D, "Hardly anyone expected Sweden to [join] NATO."),
    (PL, "Sweden wants NATO to [defend] it."),
    (A, "Sweden, having [joined] NATO, increased spending."),
    (A, "By [joining] NATO, Sweden angered Russia."),
    (PO, "Sweden debated [joining] NATO."),
    (PL, "Sweden moved closer to [joining] NATO."),
    (D, "Sweden stopped short of [joining] NATO."),
    (PL, "Sweden is on track to [join] NATO."),
    (PL, "Sweden is in the process of [joining] NATO."),
    (PL, "Sweden is about to [join] NATO."),
    (D, "Far from [joining] NATO, Sweden cut spending."),
    (D, "Sweden would not [join] NATO, the minister said."),
    (PL, "Sweden would [join] NATO, the minister said."),
    (D, "Sweden might not have the votes to [join] NATO."),
    (A, "It emerged that Sweden had [joined] NATO."),
    (A, "It was revealed that Bell [bribed] Acme."),
    (A, "That Bell [bribed] Acme is well known."),
    (PO, "Whether Bell [bribed] Acme is unclear."),
    (PO, "Bell faces allegations of [bribing] Acme."),
    (PL, "Bell has a contract to [supply] Acme."),
    (PL, "Bell won a contract to [build] the bridge."),
    (PL, "Bell signed a deal to [buy] Acme."),
    (PL, "Bell's deal to [buy] Acme is worth $3 billion."),
    (D, "Bell's deal to [buy] Acme fell through."),
    (D, "Bell backed out of a deal to [buy] Acme."),
    (D, "Bell abandoned its [bid] for Acme."),
    (D, "Bell's [bid] for Acme failed."),
    (A, "Bell won the [battle] against Acme."),
    (D, "The deal would have [given] Acme a monopoly if it had gone ahead."),
    (PO, "Bell expects to [complete] the merger in May."),
    (A, "Only after the vote did Bell [buy] Acme."),
    (A, "Bell had no choice but to [sell] Acme."),
    (PL, "Bell says it is committed to [buying] Acme."),
    (PO, "Bell is open to [buying] Acme."),
    (PO, "Bell has not decided whether to [buy] Acme."),
    (D, "Bell has decided against [buying] Acme."),
    (D, "Bell lacks the cash to [buy] Acme."),
    (D, "Bell is banned from [buying] Acme."),
    (D, "Bell is prohibited from [exporting] chips."),
    (D, "Bell pulled out of the [merger] with Acme."),
    (A, "Bell announced the [acquisition] of Acme."),
    (PL, "Bell announced plans for the [acquisition] of Acme."),
    (PL, "Bell announced its intention to [acquire] Acme."),
    (PL, "Bell's planned [acquisition] of Acme was announced on Monday."),
    (A, "Acme, which Bell [acquired] in 2020, makes chips."),
    (PL, "Acme, which Bell plans to [acquire], makes chips."),
    (D, "Acme, which Bell failed to [acquire], makes chips."),
    (PL, "Acme, to be [acquired] by Bell, makes chips."),
    (PL, "Acme will be [acquired] by Bell."),
    (PL, "Acme is to be [acquired] by Bell."),
    (D, "Acme was never [acquired] by Bell."),
    (D, "Acme has yet to be [acquired] by Bell."),
    (D, "Bell never intended to [acquire] Acme."),
    (PO, "Bell never ruled out [acquiring] Acme."),
    (A, "Bell never stopped [supplying] Acme."),
    (A, "Bell did not regret [acquiring] Acme."),
    (A, "Bell did not stop [supplying] Acme."),
    (PO, "Had Bell [acquired] Acme, prices would have risen."),
    (PO, "In case Bell [acquires] Acme, prices will rise."),
    (PO, "The law applies if a company [acquires] a rival."),
    (PO, "Provided that Bell [acquires] Acme, prices will rise."),
    (PL, "The bank wants assurances that Bell will [acquire] Acme."),
    (PO, "There is speculation that Bell will [acquire] Acme."),
    (PO, "There are fears that Bell will [acquire] Acme."),
    (D, "There was no agreement to [acquire] Acme."),
    (D, "There are no plans to [acquire] Acme."),
    (D, "Bell has no plans to [acquire] Acme."),
    (D, "Bell has no intention of [acquiring] Acme."),
    (D, "Bell said it was not true that it [acquired] Acme."),
    (A, "It is no secret that Bell [acquired] Acme."),
    (A, "Bell acknowledged that it [acquired] Acme."),
    (A, "Bell forgot that it [acquired] Acme."),
    (PO, "Bell hinted that it would [acquire] Acme."),
    (PO, "Analysts expect Bell to [acquire] Acme."),
    (D, "Analysts do not expect Bell to [acquire] Acme."),
    (PO, "Analysts doubt that Bell [acquired] Acme."),
    (PO, "Analysts believe that Bell [acquired] Acme."),
    (PO, "Bell apparently [acquired] Acme."),
    (PL, "Bell will soon [acquire] Acme."),
    (PL, "Bell [acquires] Acme next month."),
    (A, "Bell [acquires] Acme"),
    (A, "Bell [acquires] Acme for $5bn"),
    (PL, "Bell plans [acquisition] of Acme"),
    (PR, "Bell offers to [acquire] Acme"),
    (D, "Bell denies [acquisition] of Acme"),
    (PL, "Bell set to [acquire] Acme"),
    (PL, "Bell agrees to [acquire] Acme"),
    (PO, "Bell may [acquire] Acme"),
    (PL, "Acme to be [acquired] by Bell"),
    (PO, "Bell must have [bought] Acme."),
    (D, "Bell should have [bought] Acme."),
    (D, "Bell would have [bought] Acme."),
    (A, "Bell confirmed reports that it [bought] Acme."),
    (PO, "Bell did not confirm reports that it [bought] Acme."),
    (A, "Lee, who would later [buy] Acme, lived in Rome."),
    (A, "The leaders discussed the [attack] on Acme."),
    (PO, "The leaders discussed a [merger] with Acme."),
    (A, "The group claimed the [attack] on Acme."),
    (E, "Bell severed its [ties] with Acme."),
    (E, "Bell cut [ties] with Acme."),
    (A, "Bell did not cut [ties] with Acme."),
    (A, "Bell did not want to cut [ties] with Acme."),
    (PO, "If Bell does not [buy] Acme, Dell will."),
    (PO, "An offer by Bell to [buy] Acme could come within days."),
    (PO, "The merger, I think, was [blocked] by Acme."),
    (D, "The now-cancelled [takeover] of Acme by Bell was costly."),
    (PL, "The long-planned [merger] with Acme was welcomed."),
]


@functools.cache
def statuses() -> dict[str, Status]:
    """Return the status of each sentence's event; all are read at once."""
    import kg.language

    texts = [re.sub(r"[\[\]]", "", marked) for _, marked in SENTENCES]
    found = {}
    for (_, marked), doc in zip(SENTENCES, kg.language.load().pipe(texts), strict=True):
        event = next(t for t in doc if t.idx == marked.index("["))
        found[marked] = status_of(event, load_cues())[0]
    return found


@pytest.mark.model
@pytest.mark.parametrize(("status", "marked"), SENTENCES)
def test_sentences(status: Status, marked: str) -> None:
    assert statuses()[marked] is status


#: Sentences with a relation that a title or description says, and its status.
ROLES = [
    (E, "holdsPosition", "Former Microsoft chief executive Steve Ballmer spoke."),
    (E, "holdsPosition", "Steve Ballmer, the former chief executive of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer, former chief executive of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer, a former head of Microsoft, spoke."),
    (E, "holdsPosition", "Microsoft's former chief executive, Steve Ballmer, spoke."),
    (E, "holdsPosition", "Ex-Microsoft chief executive Steve Ballmer spoke."),
    (E, "holdsPosition", "Steve Ballmer, once the head of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer is no longer the head of Microsoft."),
    (E, "holdsPosition", "Steve Ballmer used to be the head of Microsoft."),
    (E, "holdsPosition", "Steve Ballmer used to work for Microsoft."),
    (E, "holdsPosition", "Steve Ballmer is a former president of Microsoft."),
    (E, "holdsPosition", "Steve Ballmer, previously the head of Microsoft, spoke."),
    (E, "holdsPosition", "Steve Ballmer, who formerly led Microsoft, spoke."),
    (PL, "holdsPosition", "Steve Ballmer will be the next head of Microsoft."),
    (PL, "holdsPosition", "Steve Ballmer, the incoming head of Microsoft, spoke."),
    (D, "holdsPosition", "Steve Ballmer is not the head of Microsoft."),
    (PO, "holdsPosition", "Steve Ballmer may become the head of Microsoft."),
    (A, "holdsPosition", "Steve Ballmer, the head of Microsoft, said he would leave."),
    (A, "holdsPosition", "Steve Ballmer, the outgoing head of Microsoft, spoke."),
    (A, "holdsPosition", "Steve Ballmer became the head of Microsoft."),
    (E, "subsidiaryOf", "LinkedIn, a former unit of Microsoft, was sold."),
    (A, "subsidiaryOf", "LinkedIn, a unit of Microsoft, was sold."),
    (E, "spouseOf", "Melinda Gates, the ex-wife of Bill Gates, spoke."),
    (E, "spouseOf", "Melinda Gates, Bill Gates's former wife, spoke."),
    (PO, "holdsPosition", "Steve Ballmer could be named chief executive of Microsoft."),
    (D, "memberOf", "Norway is not a member of the European Union."),
    (PL, "memberOf", "Norway wants to become a member of the European Union."),
    (E, "memberOf", "Britain, a former member of the European Union, protested."),
]


@functools.cache
def role_statuses() -> dict[str, set[tuple[str, Status]]]:
    """Return the predicates and statuses of the claims of each sentence; all are read at once."""
    import kg.language

    texts = [text for _, _, text in ROLES]
    found = {}
    for text, doc in zip(texts, kg.language.load().pipe(texts), strict=True):
        claims = find_claims(doc, Article(id="test", text=text, published="2023-07-05"), load_ontology())
        found[text] = {(c.predicate, c.status) for c in claims}
    return found


@pytest.mark.model
@pytest.mark.parametrize(("status", "predicate", "text"), ROLES)
def test_roles(status: Status, predicate: str, text: str) -> None:
    assert {s for p, s in role_statuses()[text] if p == predicate} == {status}
