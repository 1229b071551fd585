"""The words Harbour is written with: genres, themes and moods. Only data, no code.

Every film has one or two genres, one theme and one mood, and its title and text use their words. This is why a
content model (lesson 04) can learn from the text at all.
"""

from __future__ import annotations

# Genre -> how common it is, heroes, what they do, where, and nouns for titles.
GENRES: dict[str, tuple[float, list[str], list[str], list[str], list[str]]] = {
    "Adventure": (1.1, ["a young explorer", "a retired sailor", "a mapmaker", "two mountain guides", "a treasure hunter"],
                  ["crosses a wild river", "follows an old map", "leads a lost expedition home", "races rivals to a hidden temple"],
                  ["in the jungle", "across the desert", "on a chain of unknown islands", "beyond the last mountain pass"],
                  ["Compass", "Expedition", "Summit", "Horizon", "Caravan", "Trail"]),
    "Animation": (0.6, ["a brave hedgehog", "a paper dragon", "a small tin robot", "a curious fox cub", "a talking teapot"],
                  ["leaves the nest to see the world", "learns to fly", "saves the toy shop", "looks for a missing colour"],
                  ["in a hand-painted forest", "in a city made of clay", "in a bright cartoon meadow", "on a floating island"],
                  ["Hedgehog", "Kite", "Pebble", "Puppet", "Acorn", "Firefly"]),
    "Comedy": (1.7, ["a clumsy waiter", "a wedding planner", "two lazy cousins", "a hopeless magician", "an unlucky landlord"],
               ["pretends to be a famous chef", "ruins a perfect party", "swaps jobs for a week", "hides a goat from the neighbours"],
               ["in a crowded flat", "at a seaside hotel", "during a very bad holiday", "at the worst office in town"],
               ["Pancake", "Nephew", "Umbrella", "Landlord", "Moustache", "Holiday"]),
    "Crime": (1.0, ["a tired detective", "a safe-cracker", "a crooked lawyer", "a getaway driver", "a young police officer"],
              ["plans one last robbery", "hunts a gang of smugglers", "takes a bribe and regrets it", "follows the stolen money"],
              ["in the back streets", "around the old docks", "in a casino by the motorway", "in a town run by thieves"],
              ["Alibi", "Ledger", "Bribe", "Smuggler", "Getaway", "Verdict"]),
    "Documentary": (0.5, ["a film crew", "a team of biologists", "three retired miners", "a village choir", "a patient journalist"],
                    ["records a year of ordinary work", "interviews the last witnesses", "observes rare birds", "explains how bread is made"],
                    ["in real archives and living rooms", "on a working farm", "at a research station", "in four different countries"],
                    ["Archive", "Harvest", "Fieldwork", "Witness", "Glacier", "Workshop"]),
    "Drama": (2.2, ["a widowed teacher", "two estranged sisters", "a nurse on the night shift", "a proud father", "a young violinist"],
              ["returns home after many years", "must forgive an old mistake", "cares for a sick parent", "fights to keep the family together"],
              ["in a small town", "in a quiet suburb", "on a failing farm", "in a crowded hospital"],
              ["Silence", "Orchard", "Letter", "Kitchen", "Daughter", "Window"]),
    "Fantasy": (0.8, ["a runaway princess", "an apprentice wizard", "a tired knight", "the last dragon keeper", "a banished queen"],
                ["breaks an ancient curse", "wakes a sleeping dragon", "carries a magic stone north", "bargains with the elves"],
                ["in an enchanted kingdom", "under a castle of bones", "at the edge of the spell-bound wood", "in a realm without sun"],
                ["Dragon", "Crown", "Spell", "Wizard", "Throne", "Rune"]),
    "History": (0.6, ["a court painter", "a young soldier", "a rebel printer", "an ageing empress", "a ship's surgeon"],
                ["survives a long siege", "carries secret letters between generals", "starts a revolt", "witnesses the fall of a dynasty"],
                ["in an age of empires", "during a forgotten war", "at the royal court", "in a walled medieval town"],
                ["Empress", "Regiment", "Siege", "Chronicle", "Banner", "Treaty"]),
    "Horror": (0.9, ["a babysitter", "a group of students", "a lonely priest", "a new tenant", "a grave digger"],
               ["hears scratching in the walls", "opens a door that should stay shut", "is hunted by something hungry", "wakes a demon"],
               ["in a haunted house", "in a cabin full of blood and dust", "under an abandoned asylum", "in a cursed village"],
               ["Cellar", "Crypt", "Scream", "Shroud", "Raven", "Coffin"]),
    "Musical": (0.4, ["a shy singer", "a street dancer", "a washed-up conductor", "a band of sisters", "a piano tuner"],
                ["auditions for the big stage", "writes one perfect song", "starts a dance school", "joins a travelling orchestra"],
                ["in a noisy theatre", "on the road with the band", "in a ballroom about to close", "behind the curtain"],
                ["Melody", "Tango", "Chorus", "Encore", "Trumpet", "Rehearsal"]),
    "Mystery": (0.8, ["an amateur sleuth", "a librarian", "a blind pianist", "a country doctor", "an insurance inspector"],
                ["follows a trail of odd clues", "investigates a vanished guest", "finds a body in the garden", "decodes a dead man's diary"],
                ["in a manor cut off by snow", "on a night train", "in a village of liars", "among twelve suspects"],
                ["Clue", "Cipher", "Riddle", "Suspect", "Footprint", "Secret"]),
    "Romance": (1.2, ["a florist", "a divorced baker", "two pen friends", "a shy bookseller", "a travelling nurse"],
                ["falls in love with a stranger", "meets a first love again", "writes love letters to the wrong address", "runs from a wedding"],
                ["in a city of bridges", "over one long summer", "in a flower market", "during a rainy spring"],
                ["Kiss", "Bouquet", "Promise", "Sweetheart", "Waltz", "Ribbon"]),
    "Science Fiction": (1.1, ["a lonely astronaut", "a robot mechanic", "a cloned pilot", "a colony doctor", "a rogue computer"],
                        ["repairs a dying space station", "receives a signal from an alien planet", "travels back through time", "teaches a machine to feel"],
                        ["on a distant moon", "aboard a generation ship", "in a domed city of the future", "outside the known galaxy"],
                        ["Orbit", "Android", "Nebula", "Signal", "Colony", "Quasar"]),
    "Thriller": (1.2, ["a hostage negotiator", "a former spy", "an accountant on the run", "a bodyguard", "a framed pilot"],
                 ["has one hour to stop a bomb", "uncovers a conspiracy", "is chased by trained killers", "must betray a partner"],
                 ["in a locked-down tower", "on a hijacked ferry", "across three borders", "inside the ministry"],
                 ["Deadline", "Target", "Pursuit", "Decoy", "Hostage", "Checkpoint"]),
}

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

# Mood -> sentences about how the film feels, adjectives for titles. The mood also draws the shapes of the poster.
MOODS: dict[str, tuple[list[str], list[str]]] = {
    "cosy": (["A warm and gentle film for a quiet evening", "Kind people, soft light and a cosy ending",
              "Like tea and a blanket on a wet afternoon", "Nobody is cruel for long, and supper is always warm"],
             ["Little", "Golden", "Gentle", "Warm", "Friendly"]),
    "tense": (["Tense from the first minute to the last", "The nerves hardly get a rest",
              "The clock ticks louder in every scene", "Nobody can be trusted, and time is short"],
              ["Sharp", "Broken", "Final", "Hidden", "Burning"]),
    "dreamy": (["Slow, strange and beautiful, like a dream", "The pictures float by as if half asleep",
              "It moves like fog and stays in the mind", "Half of it may be only a dream"],
               ["Silver", "Drifting", "Glass", "Sleeping", "Distant"]),
    "bleak": (["A bleak story that offers no easy comfort", "Grey, cold and honest about grief",
              "There are few words here and even less hope", "The rain never stops and no one is saved"],
              ["Hollow", "Bitter", "Grey", "Frozen", "Empty"]),
    "playful": (["Playful, quick and full of jokes", "Light on its feet and happy to be silly",
              "Cheerful nonsense from start to end", "It winks at the audience and never sits still"],
                ["Dancing", "Crooked", "Merry", "Wandering", "Paper"]),
    "grand": (["Told on a grand scale, with crowds and big music", "A huge and stirring spectacle",
              "Thousands of extras, a full orchestra, a wide sky", "Everything is bigger than life, above all the feelings"],
              ["Great", "Royal", "Endless", "Iron", "Crimson"]),
}

# Invented family names, so that no real person is meant; any likeness is chance.
FIRST_NAMES = ("Amara Bao Celik Dunya Eero Farrin Gaia Hana Imre Juno Kofi Lumi Mirela Noor Oksana Pilar Quill Rafe "
               "Sunniva Taro Ulla Vikram Wren Ximena Yusra Zeno").split()
FAMILY_NAMES = ("Ambervale Brackenholt Calderwyn Dovrikar Elmsgarth Farrowmere Grellandi Hathorvik Illumani Jorvanti "
                "Kestrelmoor Lanternby Morrowell Nachtsund Okavellan Pellidore Quenbarrow Ravensoko Silverane Tarnwick "
                "Umbrakova Velloway Westerlund-Oya Xanterre Yarrowdal Zephyrini").split()
HERO_NAMES = ("Ilse Mako Rosalin Teodor Bram Nadira Otis Femke Jabari Liesl Omri Paloma Suvi Tariq Venla Wanda Yori "
              "Zadie Anouk Dario Ebba Goran Halima Isko Katya Leander Mbali Niko Petra Ruben").split()
