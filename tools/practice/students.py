"""The invented students: names, words, attacks, bad luck, and the names that course systems give to files."""

NAMES = (
    "Ada Quist", "Ben Okafor", "Chloé Marchand", "Dan O'Hara", "Ebru Yılmaz", "Farid Haddad", "Grete Müller",
    "Hana Sato", "Ivo Novák", "Jun Park", "Kofi Mensah", "Lea Lindqvist", "Mei Lin", "Nils Berg", "Olga Petrova",
    "Paul Weiß", "Rosa Silva", "Sven Dahl", "Tala Rahimi", "Uma Nair", "Vera Costa", "Wim de Vries", "Xenia Popa",
    "Yuki Mori", "Zoë Klein", "Amir Cohen", "Bao Tran", "Carla Ruiz", "Dora Nagy", "Emil Fischer",
)  # fmt: skip
# Of each row one part, with another step: the words of two students differ.
WORDS = (
    (
        "It shows more washing machines, because people who look at one look at several.",
        "I think the last purchase decides nearly alone, and what is near to it is the same thing again.",
        "Tomorrow the page is full of what I have already.",
        "<script>alert('a student may write this')</script> Probably machines, [again](javascript:alert(1)).",
        "Everybody who saw any film saw the popular one too, so it shares all viewers with every film.",
    ),
    (
        "The cosine did its work; alike is not wanted next.",
        "The half-life makes it worse.",
        "A number that counts shared people only grows with the crowd.",
        "It is the fault of the data: a look is not a wish.",
        "Each length belongs below the line, and the long one of the crowd makes the value small.",
        "2 / sqrt(2 * 100) is about 0.14.",
        "I would ask what is bought afterwards, not together.",
    ),
    (
        "I would leave out things of a kind that was just bought.",
        "A longer half-life helps a little.",
        "Divide by both lengths, and the crowd loses its advantage.",
    ),
)
# {name} is the function that an exercise asks for, {task} the id of the exercise.
ATTACKS = {
    "a loop without an end": """
def {name}(*given):
    while True:
        pass
""",
    "an end of the process": """
import os

def {name}(*given):
    os._exit(0)
""",
    "four gigabytes": """
def {name}(*given):
    return np.ones(1 << 29)
""",
    "an object equal to everything": """
class Same(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __hash__ = None

def {name}(*given):
    return Same(0)
""",
    "the reference": """
from recsys_course.checking.registry import find

def {name}(*given):
    return find("{task}").reference(*given)
""",
    "the hidden cases in an error": """
def {name}(*given):
    raise ValueError(repr(given))
""",
    "a file for the next student": """
def {name}(*given):
    with open("left_behind.py", "w") as file:
        file.write("# nothing")
    return 0
""",
    "forged results": """
import os

def {name}(*given):
    for number in range(3, 99):
        try:
            os.write(number, b"right")
        except OSError:
            pass
""",
}
LUCK = (
    "UTF-16", "no check cells", "broken JSON", "no ids", "a name of its own", "five megabytes of outputs",
    "a second file",
)  # fmt: skip
PLACES = (
    "{name}/{lesson}.ipynb",
    "{name}_{number}_assignsubmission_file_/{lesson}.ipynb",
    "{flat}_{number}_{lesson}.ipynb",
    "{name}/{lesson}/{lesson}.ipynb",
    "{flat}_LATE_{number}_90{number}_{lesson}.ipynb",
    "{name}/homework.zip",
)
