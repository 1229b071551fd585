"""Titles, names and descriptions: the words people read, made from the same hidden facts as the choices."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recsys_course.world.films import N_DIRECTORS, Films
from recsys_course.world.genres import GENRES, Genre
from recsys_course.world.words import FAMILY_NAMES, FIRST_NAMES, HERO_NAMES, MOODS, THEMES

TITLES = (
    "The {adjective} {noun}",
    "{adjective} {noun}",
    "The {noun} and the {theme}",
    "{hero}'s {noun}",
    "A {noun} for {hero}",
    "The {theme} {noun}",
    "{theme} of the {adjective} {noun}",
    "{hero} and the {theme}",
    "The {noun} at {theme} Hill",
    "No {noun} for {hero}",
    "The {noun} Upstairs",
    "The {adjective} {theme} Club",
)
FIRST = ("{who} {does} {where}.", "{where_up}, {who_low} {does}.", "{name} is {who_low} who {does} {where}.")
SECOND = (
    "Meanwhile {who_low} {does}.",
    "Along the way {who_low} {does}.",
    "Then {who_low} {does}, and nothing is the same.",
)
PARTS = ("Part {episode} of the story of {name}.", "{name} is back in part {episode}.")
N_ACTORS = 370
GROUPS = ("two ", "three ", "a group ", "a band ", "a team ", "a film crew", "a village choir")


def describe(seed: int, films: Films) -> pd.DataFrame:
    """The readable columns of the catalogue: all but posters."""
    rng = np.random.default_rng((seed, 8))
    names = _names(rng)
    genre_names, theme_names, mood_names = np.array(list(GENRES)), list(THEMES), list(MOODS)
    heroes = _heroes(rng, films)
    base = _titles(rng, films, heroes)
    series_titles = {films.series[i]: base[i] for i in np.flatnonzero(films.episode == 1)}
    title = [_in_series(base[i], series_titles.get(films.series[i]), films.episode[i]) for i in range(len(films))]
    genres = ["|".join(genre_names[row[row >= 0]]) for row in films.genres]
    tags = [
        _tags(rng, theme_names[theme], mood_names[mood]) for theme, mood in zip(films.theme, films.mood, strict=True)
    ]
    cast = _cast(rng, films, names)
    text = [_text(rng, films, i, heroes[i]) for i in range(len(films))]
    series = ["" if number < 0 else series_titles[number] for number in films.series]
    return pd.DataFrame(
        {
            "item": films.ids,
            "title": title,
            "genres": genres,
            "year": films.year,
            "series": series,
            "episode": films.episode,
            "released": films.released,
            "people": cast,
            "tags": tags,
            "text": text,
        }
    )


def _names(rng: np.random.Generator) -> list[str]:
    """Different invented names: the directors first, then the actors."""
    pairs = [f"{first} {family}" for first in FIRST_NAMES for family in FAMILY_NAMES]
    return [pairs[place] for place in rng.permutation(len(pairs))[: N_DIRECTORS + N_ACTORS]]


def _heroes(rng: np.random.Generator, films: Films) -> list[str]:
    """The first name of each film's hero, the same through a series."""
    own = rng.integers(len(HERO_NAMES), size=len(films))
    lead = {films.series[i]: own[i] for i in np.flatnonzero(films.episode == 1)}
    return [HERO_NAMES[lead.get(films.series[i], own[i])] for i in range(len(films))]


def _titles(rng: np.random.Generator, films: Films, heroes: list[str]) -> list[str]:
    """A title for each film, no two of them alike: words of its genre, theme and mood in a random pattern."""
    taken: set[str] = set()
    titles = []
    nouns, adjectives = [genre.nouns for genre in GENRES.values()], [mood[1] for mood in MOODS.values()]
    themes = list(THEMES.values())
    for i in range(len(films)):
        title = ""
        while not title or title in taken:
            title = str(rng.choice(TITLES)).format(
                noun=rng.choice(nouns[films.genres[i, 0]]),
                adjective=rng.choice(adjectives[films.mood[i]]),
                theme=themes[films.theme[i]][1],
                hero=heroes[i],
            )
        taken.add(title)
        titles.append(title)
    return titles


def _in_series(title: str, series: str | None, episode: int) -> str:
    """`The Salt Garden`, `The Salt Garden 2` and so on; the title itself outside a series."""
    return title if series is None else series if episode == 1 else f"{series} {episode}"


def _tags(rng: np.random.Generator, theme: str, mood: str) -> str:
    """One to three tags: the theme nearly always, the mood often, now and then a stray one, as people tag."""
    stray = str(rng.choice(list(THEMES)))
    chances = {stray: 0.15, mood: 0.6, theme: 0.9}  # a stray that is the theme counts as the theme
    tags = [tag for tag, chance in chances.items() if rng.random() < chance]
    return "|".join(sorted(tags) or [theme])


def _cast(rng: np.random.Generator, films: Films, names: list[str]) -> list[str]:
    """The director first, then two or three actors; actors lean towards one genre."""
    home = rng.integers(len(GENRES), size=N_ACTORS)
    cast = []
    for i in range(len(films)):
        weight = np.where(home == films.genres[i, 0], 8.0, 1.0)
        actors = rng.choice(N_ACTORS, size=rng.integers(2, 4), replace=False, p=weight / weight.sum())
        cast.append("|".join([names[films.director[i]], *(names[N_DIRECTORS + actor] for actor in actors)]))
    return cast


def _text(rng: np.random.Generator, films: Films, item: int, hero: str) -> str:
    """Two to four short sentences: hero and plot by genre, the second genre, the theme, the mood."""
    rows, moods, themes = list(GENRES.values()), list(MOODS.values()), list(THEMES.values())
    first, second = films.genres[item]
    sentences = [_plot(rng, rows[first], FIRST, hero)]
    if films.episode[item] > 1:
        sentences.insert(0, str(rng.choice(PARTS)).format(episode=films.episode[item], name=hero))
    elif second >= 0:
        sentences.append(_plot(rng, rows[second], SECOND, hero))
    if rng.random() < 0.75:
        sentences.append(themes[films.theme[item]][0] + ".")
    if rng.random() < 0.75 or len(sentences) < 2:
        sentences.append(str(rng.choice(moods[films.mood[item]][0])) + ".")
    return " ".join(sentences[:4])


def _plot(rng: np.random.Generator, genre: Genre, patterns: tuple[str, ...], hero: str) -> str:
    """One sentence from a genre's heroes, deeds and places.

    Groups ("two cousins", "a film crew") get no first name.
    """
    who, does, where = (str(rng.choice(words)) for words in (genre.heroes, genre.deeds, genre.places))
    group = who.startswith(GROUPS)
    pattern = str(rng.choice(patterns[:2] if group else patterns))
    return pattern.format(
        who=who[0].upper() + who[1:],
        who_low=who,
        where=where,
        name=hero,
        where_up=where[0].upper() + where[1:],
        does=_plural(does) if who.startswith(("two ", "three ")) else does,
    )


def _plural(does: str) -> str:
    """The plural of a deed, "crosses a river" -> "cross a river": the verb for two sisters or three miners."""
    if does.startswith("must ") or does.startswith("has "):
        return "have " + does[4:] if does.startswith("has ") else does
    if does.startswith("is "):
        return "are " + does[3:]
    verb, rest = does.split(" ", 1)
    for ending, stem in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("s", "")):
        if verb.endswith(ending):
            return f"{verb[: -len(ending)]}{stem} {rest}"
    return does
