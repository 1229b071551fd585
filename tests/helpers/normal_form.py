"""The normal form of a function, and how much two of them are alike.

Names, docstrings, comments, types and layout do not count; what is computed, and in which order, does.
"""

import ast
import difflib
import re


def normal_form(function):
    """The text of a function whose parameters and own names are a0, a1, ... in the order of their appearance."""
    tree = _Plain(_own_names(function)).visit(ast.parse(ast.unparse(function)).body[0])
    return ast.unparse(tree)


def likeness(first, second):
    """The share of two normal forms that is equal, from 0 to 1, counted in words and signs."""
    words = [re.findall(r"\w+|\S", form) for form in (first, second)]
    return difflib.SequenceMatcher(None, *words, autojunk=False).ratio()


def size(form):
    """How many nodes the body of a normal form has: names, numbers, operators, calls, statements."""
    body = ast.parse(form).body[0].body
    return sum(not isinstance(node, ast.expr_context) for statement in body for node in ast.walk(statement))


def _own_names(function):
    """New names of the function, its parameters and whatever it assigns."""
    found = [function.name]
    for node in _in_order(function):
        if isinstance(node, ast.arg):
            found.append(node.arg)
        elif isinstance(node, ast.FunctionDef):
            found.append(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
    return {name: f"a{number}" for number, name in enumerate(dict.fromkeys(found))}


def _in_order(node):
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)


class _Plain(ast.NodeTransformer):
    """Takes docstrings and types away and gives new names."""

    def __init__(self, new):
        self.new = new

    def visit_Name(self, node):
        return ast.Name(self.new.get(node.id, node.id), node.ctx)

    def visit_arg(self, node):
        return ast.arg(self.new[node.arg])

    def visit_AnnAssign(self, node):
        return self.visit(ast.Assign([node.target], node.value, lineno=node.lineno))

    def visit_FunctionDef(self, node):
        doc = ast.get_docstring(node) is not None and len(node.body) > 1
        node.name, node.returns, node.body = self.new[node.name], None, node.body[doc:]
        return self.generic_visit(node)
