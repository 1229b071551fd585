"""What lesson 05 says of MovieLens in words, measured: there a blend of three voices beats each of them."""

from recsys_course.evaluation import compare, evaluate
from recsys_course.models.baselines import Popularity
from recsys_course.models.content import ContentBased, documents
from recsys_course.models.hybrid import Weighted, choose_weights
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.rules import Rules, mine_rules
from recsys_course.splits import leave_last_out


def test_weights_chosen_on_the_validation_beat_the_best_part_on_the_test(movielens):
    split, texts = leave_last_out(movielens.interactions), documents(movielens.catalogue)
    mood, taste, words = ItemKNN(k=20, half_life=1), ItemKNN(k=20), ContentBased(texts, half_life=1)
    two = Weighted([taste, words], choose_weights([taste, words], split.train, split.valid))
    three = Weighted([mood, taste, words], choose_weights([mood, taste, words], split.train, split.valid, steps=5))
    assert min(three.weights) > 0
    tested = [evaluate(m.fit(split.known), split.test, name=n) for n, m in {"two": two, "three": three}.items()]
    for alone, blend in zip((taste, mood), tested, strict=True):
        assert compare(evaluate(alone.fit(split.known), split.test, name="alone"), blend).low > 0


def test_mined_rules_alone_are_worse_than_popularity(movielens):
    split, genres = leave_last_out(movielens.interactions), movielens.catalogue.table["genres"]
    rules = Rules(genres, mine_rules(genres, split.train, at_least=0.15, min_support=0.02, min_lift=1.2))
    results = [evaluate(model.fit(split.known), split.test) for model in (Popularity(), rules)]
    assert compare(*results).high < 0
