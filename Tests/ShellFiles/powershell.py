"""Parses the PowerShell file, and looks at what its functions are: one line each, which hands its arguments on."""

import pathlib
import re
import sys

import tree_sitter_powershell
from tree_sitter import Language, Parser

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT / "shell/powershell/cc-proxy.ps1"

# Each function with what it runs, as the command line's description has it.
EXPECTED = {
    "cc": "run native '--'",
    "cc-claude": "run claude '--'",
    "cc-codex": "run codex '--'",
    "cc-gemini": "run gemini '--'",
    "cc-ag-claude": "run ag-claude '--'",
    "cc-ag-gemini": "run ag-gemini '--'",
    "cc-proxy-start-all": "start all",
    "cc-proxy-status": "status",
    "cc-proxy-links": "links",
    "cc-proxy-stop": "stop",
    "cc-proxy-auth": "auth",
    "cc-proxy-logs": "logs",
    "Install-CCProxyProfile": "install-profile powershell --file $PROFILE.CurrentUserAllHosts",
    "Uninstall-CCProxyProfile": "uninstall-profile powershell --file $PROFILE.CurrentUserAllHosts",
}


def nodes(node):
    yield node
    for child in node.children:
        yield from nodes(child)


def main() -> int:
    source = FILE.read_bytes()
    tree = Parser(Language(tree_sitter_powershell.language())).parse(source)
    problems = []
    functions = {}
    for node in nodes(tree.root_node):
        line = node.start_point[0] + 1
        if node.type == "ERROR" or node.is_missing:
            problems.append(f"line {line}: does not parse: {source[node.start_byte:node.end_byte][:60]!r}")
        if node.type == "function_statement":
            text = source[node.start_byte : node.end_byte].decode()
            functions[text.split()[1]] = text
    for name, words in EXPECTED.items():
        pattern = r"function %s \{ (\$input \| )?Invoke-CCProxy %s @args \}" % (re.escape(name), re.escape(words))
        if not re.fullmatch(pattern, functions.get(name, "")):
            problems.append(f"{name} is not one line that hands its arguments on: {functions.get(name)!r}")
    # Windows PowerShell 5.1 takes a file without a mark for one in the system's code page.
    if any(byte > 0x7E for byte in source):
        problems.append("there is a character outside of ASCII")
    for word in ("??", "?.", "&&", " || ", "-Parallel"):
        if word.encode() in source:
            problems.append(f"'{word}' is not in PowerShell 5.1")
    for problem in problems:
        print(f"{FILE.relative_to(ROOT)}: {problem}", file=sys.stderr)
    print(f"{len(functions)} functions, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
