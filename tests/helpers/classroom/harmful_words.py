"""Words that would run in a careless page, a hand-in full of them, and the elements that a page has."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.helpers.classroom.hand_ins import cell, code, notebook, text

WHY = "03-why-recency"
HARM = """<script>document.title = "taken"</script> <img src=x onerror="document.title='taken'"> <b>bold</b>
[a link](javascript:document.title='taken') <javascript:alert(1)> $\\href{javascript:alert(1)}{x}$
$$
\\unicode{<img src=x onerror=alert(1)>}
$$
````
```
~~~
</code></pre><iframe src="javascript:alert(1)"></iframe> <!-- <a href='vbscript:x'> ]]> {{ 7 * 7 }} {% raw %}
<svg onload=alert(1)> <style>body { display: none }</style> ![x](attachment:none.png) &lt;script&gt;"""


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of its code blocks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple]] = []
        self.texts: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "code":
            self.inside = True
            self.texts.append("")
        if tag != "span" or [name for name, _ in attrs] not in ([], ["class"]):  # colours of code
            self.found.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "code"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data


def written(words: str) -> dict:
    """A hand-in with the same words wherever a student can write."""
    given = notebook()
    cell(given, WHY)["source"] += "\n\n" + words
    cell(given, "03-q1")["source"] = f"answer_q1 = {words[:90]!r}"
    cell(given, "03-cosine")["source"] += "\n" + "\n".join(f"# {line}" for line in words.split("\n"))
    cell(given, "03-mend")["source"] = words
    given["cells"].insert(2, code(f"%%html\n{words}", metadata={"tags": [words], "name": words}))
    given["cells"].insert(3, text(words) | {"attachments": {"x": {"image/svg+xml": words}}})
    given["metadata"] |= {"title": words, "widgets": {"application/vnd.jupyter.widget-state+json": words}}
    return given
