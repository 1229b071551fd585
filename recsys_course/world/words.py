"""The words of themes and moods, and invented names. Only data, no code.

Every film has one or two genres, one theme and one mood, and its title and text use their words.
This is why a content model (lesson 04) can learn from the text at all.
"""

from __future__ import annotations

# Theme (becomes a tag) -> a sentence of the text, and a word for titles.
THEMES: dict[str, tuple[str, str]] = {
    "lighthouse": ("An old lighthouse keeps the secret", "Lighthouse"),
    "trains": ("Most of it happens on a slow train", "Railway"),
    "cooking": ("Food is cooked, shared and fought over", "Saffron"),
    "chess": ("A game of chess decides more than it should", "Gambit"),
    "twins": ("Twins are mistaken for each other once too often", "Twin"),
    "heist": ("The plan needs six people and a silent vault", "Vault"),
    "sea": ("The sea is never far away", "Tide"),
    "winter": ("Snow falls until the roads are closed", "Winter"),
    "school": ("School friends meet at the old classroom", "Classroom"),
    "dogs": ("A stray dog turns up at the right moment", "Hound"),
    "memory": ("Someone has lost a piece of memory", "Memory"),
    "islands": ("The ferry to the island comes once a week", "Island"),
    "revenge": ("An old insult is finally repaid", "Revenge"),
    "football": ("Everything leads to the last football match", "Stadium"),
    "circus": ("A travelling circus camps outside town", "Circus"),
    "robots": ("A robot asks an awkward question", "Clockwork"),
    "village": ("The whole village has an opinion", "Village"),
    "courtroom": ("The truth comes out before a judge", "Jury"),
    "gardens": ("A neglected garden slowly comes back to life", "Garden"),
    "underground": ("A tunnel under the city changes everything", "Tunnel"),
    "letters": ("A bundle of unread letters is found", "Postbox"),
    "motorcycles": ("There are motorcycles, dust and very loud engines", "Engine"),
    "ghosts": ("A ghost refuses to leave", "Ghost"),
    "inheritance": ("A will divides the heirs", "Heir"),
    "radio": ("A late-night radio voice connects strangers", "Radio"),
    "mountains": ("The mountain gives nothing away for free", "Mountain"),
    "kites and wind": ("The wind is almost a person here", "Wind"),
    "newspaper": ("The local newspaper prints the wrong name", "Headline"),
    "clocks": ("Every clock in the house stops at once", "Clock"),
    "disguise": ("A disguise works far too well", "Mask"),
    "friendship": ("A friendship is tested and holds", "Companion"),
    "river": ("The river carries people together and apart", "River"),
    "submarine": ("The air in the submarine is running out", "Submarine"),
    "market": ("It begins at a market stall before dawn", "Market"),
    "horses": ("A half-wild horse trusts only one rider", "Stallion"),
    "museum": ("Something in the museum is not a copy", "Museum"),
    "storm": ("A storm is coming and nobody is ready", "Storm"),
    "election": ("A local election goes wrong in every way", "Ballot"),
    "bees": ("The bees know before the people do", "Honey"),
    "moonlight": ("The best scenes are lit by the moon alone", "Moon"),
}

# Mood -> sentences on how the film feels, and adjectives for titles. The mood also draws the shapes of the
# poster.
MOODS: dict[str, tuple[list[str], list[str]]] = {
    "cosy": (
        [
            "A warm and gentle film for a quiet evening",
            "Kind people, soft light and a cosy ending",
            "Like tea and a blanket on a wet afternoon",
            "Nobody is cruel for long, and supper is always warm",
        ],
        ["Little", "Golden", "Gentle", "Warm", "Friendly"],
    ),
    "tense": (
        [
            "Tense from the first minute to the last",
            "The nerves hardly get a rest",
            "The clock ticks louder in every scene",
            "Nobody can be trusted, and time is short",
        ],
        ["Sharp", "Broken", "Final", "Hidden", "Burning"],
    ),
    "dreamy": (
        [
            "Slow, strange and beautiful, like a dream",
            "The pictures float by as if half asleep",
            "It moves like fog and stays in the mind",
            "Half of it may be only a dream",
        ],
        ["Silver", "Drifting", "Glass", "Sleeping", "Distant"],
    ),
    "bleak": (
        [
            "A bleak story that offers no easy comfort",
            "Grey, cold and honest about grief",
            "There are few words here and even less hope",
            "The rain never stops and no one is saved",
        ],
        ["Hollow", "Bitter", "Grey", "Frozen", "Empty"],
    ),
    "playful": (
        [
            "Playful, quick and full of jokes",
            "Light on its feet and happy to be silly",
            "Cheerful nonsense from start to end",
            "It winks at the audience and never sits still",
        ],
        ["Dancing", "Crooked", "Merry", "Wandering", "Paper"],
    ),
    "grand": (
        [
            "Told on a grand scale, with crowds and big music",
            "A huge and stirring spectacle",
            "Thousands of extras, a full orchestra, a wide sky",
            "Everything is bigger than life, above all the feelings",
        ],
        ["Great", "Royal", "Endless", "Iron", "Crimson"],
    ),
}

# Invented family names, so that no real person is meant; any likeness is chance.
FIRST_NAMES = tuple(
    [
        "Amara",
        "Bao",
        "Celik",
        "Dunya",
        "Eero",
        "Farrin",
        "Gaia",
        "Hana",
        "Imre",
        "Juno",
        "Kofi",
        "Lumi",
        "Mirela",
        "Noor",
        "Oksana",
        "Pilar",
        "Quill",
        "Rafe",
        "Sunniva",
        "Taro",
        "Ulla",
        "Vikram",
        "Wren",
        "Ximena",
        "Yusra",
        "Zeno",
    ]
)
FAMILY_NAMES = tuple(
    [
        "Ambervale",
        "Brackenholt",
        "Calderwyn",
        "Dovrikar",
        "Elmsgarth",
        "Farrowmere",
        "Grellandi",
        "Hathorvik",
        "Illumani",
        "Jorvanti",
        "Kestrelmoor",
        "Lanternby",
        "Morrowell",
        "Nachtsund",
        "Okavellan",
        "Pellidore",
        "Quenbarrow",
        "Ravensoko",
        "Silverane",
        "Tarnwick",
        "Umbrakova",
        "Velloway",
        "Westerlund-Oya",
        "Xanterre",
        "Yarrowdal",
        "Zephyrini",
    ]
)
HERO_NAMES = tuple(
    [
        "Ilse",
        "Mako",
        "Rosalin",
        "Teodor",
        "Bram",
        "Nadira",
        "Otis",
        "Femke",
        "Jabari",
        "Liesl",
        "Omri",
        "Paloma",
        "Suvi",
        "Tariq",
        "Venla",
        "Wanda",
        "Yori",
        "Zadie",
        "Anouk",
        "Dario",
        "Ebba",
        "Goran",
        "Halima",
        "Isko",
        "Katya",
        "Leander",
        "Mbali",
        "Niko",
        "Petra",
        "Ruben",
    ]
)
