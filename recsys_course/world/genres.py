"""The words of the genres. Only data: who does what, and where; words for titles; how common the genre is."""

from __future__ import annotations

from typing import NamedTuple


class Genre(NamedTuple):
    """How common a genre is, and its words: heroes, deeds and places for the text, nouns for titles."""

    share: float
    heroes: list[str]
    deeds: list[str]
    places: list[str]
    nouns: list[str]


def _genre(share: float, *words: str) -> Genre:
    """A genre from texts whose parts are separated by slashes."""
    return Genre(share, *(text.split(" / ") for text in words))


# Each genre: share; heroes; deeds; places; nouns for titles.
GENRES: dict[str, Genre] = {
    "Adventure": _genre(
        1.1,
        "a young explorer / a retired sailor / a mapmaker / two mountain guides / a treasure hunter",
        "crosses a wild river / follows an old map / leads a lost expedition home / races rivals to a hidden temple",
        "in the jungle / across the desert / on a chain of unknown islands / beyond the last mountain pass",
        "Compass / Expedition / Summit / Horizon / Caravan / Trail",
    ),
    "Animation": _genre(
        0.6,
        "a brave hedgehog / a paper dragon / a small tin robot / a curious fox cub / a talking teapot",
        "leaves the nest to see the world / learns to fly / saves the toy shop / looks for a missing colour",
        "in a hand-painted forest / in a city made of clay / in a bright cartoon meadow / on a floating island",
        "Hedgehog / Kite / Pebble / Puppet / Acorn / Firefly",
    ),
    "Comedy": _genre(
        1.7,
        "a clumsy waiter / a wedding planner / two lazy cousins / a hopeless magician / an unlucky landlord",
        "pretends to be a famous chef / ruins a perfect party / swaps jobs for a week / hides a goat "
        "from the neighbours",
        "in a crowded flat / at a seaside hotel / during a very bad holiday / at the worst office in town",
        "Pancake / Nephew / Umbrella / Landlord / Moustache / Holiday",
    ),
    "Crime": _genre(
        1.0,
        "a tired detective / a safe-cracker / a crooked lawyer / a getaway driver / a young police officer",
        "plans one last robbery / hunts a gang of smugglers / takes a bribe and regrets it / follows the stolen money",
        "in the back streets / around the old docks / in a casino by the motorway / in a town run by thieves",
        "Alibi / Ledger / Bribe / Smuggler / Getaway / Verdict",
    ),
    "Documentary": _genre(
        0.5,
        "a film crew / a team of biologists / three retired miners / a village choir / a patient journalist",
        "records a year of ordinary work / interviews the last witnesses / observes rare birds / "
        "explains how bread is made",
        "in real archives and living rooms / on a working farm / at a research station / in four different countries",
        "Archive / Harvest / Fieldwork / Witness / Glacier / Workshop",
    ),
    "Drama": _genre(
        2.2,
        "a widowed teacher / two estranged sisters / a nurse on the night shift / a proud father / a young violinist",
        "returns home after many years / must forgive an old mistake / cares for a sick parent / fights "
        "to keep the family together",
        "in a small town / in a quiet suburb / on a failing farm / in a crowded hospital",
        "Silence / Orchard / Letter / Kitchen / Daughter / Window",
    ),
    "Fantasy": _genre(
        0.8,
        "a runaway princess / an apprentice wizard / a tired knight / the last dragon keeper / a banished queen",
        "breaks an ancient curse / wakes a sleeping dragon / carries a magic stone north / bargains with the elves",
        "in an enchanted kingdom / under a castle of bones / at the edge of the spell-bound wood / in a "
        "realm without sun",
        "Dragon / Crown / Spell / Wizard / Throne / Rune",
    ),
    "History": _genre(
        0.6,
        "a court painter / a young soldier / a rebel printer / an ageing empress / a ship's surgeon",
        "survives a long siege / carries secret letters between generals / starts a revolt / witnesses "
        "the fall of a dynasty",
        "in an age of empires / during a forgotten war / at the royal court / in a walled medieval town",
        "Empress / Regiment / Siege / Chronicle / Banner / Treaty",
    ),
    "Horror": _genre(
        0.9,
        "a babysitter / a group of students / a lonely priest / a new tenant / a grave digger",
        "hears scratching in the walls / opens a door that should stay shut / is hunted by something "
        "hungry / wakes a demon",
        "in a haunted house / in a cabin full of blood and dust / under an abandoned asylum / in a cursed village",
        "Cellar / Crypt / Scream / Shroud / Raven / Coffin",
    ),
    "Musical": _genre(
        0.4,
        "a shy singer / a street dancer / a washed-up conductor / a band of sisters / a piano tuner",
        "auditions for the big stage / writes one perfect song / starts a dance school / joins a travelling orchestra",
        "in a noisy theatre / on the road with the band / in a ballroom about to close / behind the curtain",
        "Melody / Tango / Chorus / Encore / Trumpet / Rehearsal",
    ),
    "Mystery": _genre(
        0.8,
        "an amateur sleuth / a librarian / a blind pianist / a country doctor / an insurance inspector",
        "follows a trail of odd clues / investigates a vanished guest / finds a body in the garden / "
        "decodes a dead man's diary",
        "in a manor cut off by snow / on a night train / in a village of liars / among twelve suspects",
        "Clue / Cipher / Riddle / Suspect / Footprint / Secret",
    ),
    "Romance": _genre(
        1.2,
        "a florist / a divorced baker / two pen friends / a shy bookseller / a travelling nurse",
        "falls in love with a stranger / meets a first love again / writes love letters to the wrong "
        "address / runs from a wedding",
        "in a city of bridges / over one long summer / in a flower market / during a rainy spring",
        "Kiss / Bouquet / Promise / Sweetheart / Waltz / Ribbon",
    ),
    "Science Fiction": _genre(
        1.1,
        "a lonely astronaut / a robot mechanic / a cloned pilot / a colony doctor / a rogue computer",
        "repairs a dying space station / receives a signal from an alien planet / travels back through "
        "time / teaches a machine to feel",
        "on a distant moon / aboard a generation ship / in a domed city of the future / outside the known galaxy",
        "Orbit / Android / Nebula / Signal / Colony / Quasar",
    ),
    "Thriller": _genre(
        1.2,
        "a hostage negotiator / a former spy / an accountant on the run / a bodyguard / a framed pilot",
        "has one hour to stop a bomb / uncovers a conspiracy / is chased by trained killers / must betray a partner",
        "in a locked-down tower / on a hijacked ferry / across three borders / inside the ministry",
        "Deadline / Target / Pursuit / Decoy / Hostage / Checkpoint",
    ),
}
