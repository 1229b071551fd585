"""The invented students: names, words, attacks, bad luck, and the names that course systems give to files."""

NAMES = (
    "Ada Quist", "Ben Okafor", "Chloé Marchand", "Dan O'Hara", "Ebru Yılmaz", "Farid Haddad", "Grete Müller",
    "Hana Sato", "Ivo Novák", "Jun Park", "Kofi Mensah", "Lea Lindqvist", "Mei Lin", "Nils Berg", "Olga Petrova",
    "Paul Weiß", "Rosa Silva", "Sven Dahl", "Tala Rahimi", "Uma Nair", "Vera Costa", "Wim de Vries", "Xenia Popa",
    "Yuki Mori", "Zoë Klein", "Amir Cohen", "Bao Tran", "Carla Ruiz", "Dora Nagy", "Emil Fischer",
)  # fmt: skip
WORDS = (
    "It would show more washing machines, because people who look at one look at several. Alike is not wanted next.",
    "The fault is not the cosine. I would leave out what was just bought.",
    "The popular film shares all viewers of every film; the cosine divides by its length: 2 / sqrt(2 * 100) = 0.14.",
    "I am not sure. <script>alert('a student may write this')</script> [a link](javascript:alert(1))",
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
from recsys_course.exercises.finding import find

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
