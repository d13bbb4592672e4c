"""The import table: data flows downward, and every third-party library has one owner."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "karabakh_qa"

# Who may import whom, of the package's own. What is not listed may be imported by nobody else.
STAGES: dict[str, set[str]] = {
    "errors": set(),
    "support": set(),
    "wording": set(),
    "json_records": set(),
    "records": {"errors", "support", "json_records"},
    "settings": {"errors"},
    "models": {"errors", "records"},
    "corpus": {"errors", "records"},
    "index": {"errors", "records", "wording", "models", "corpus"},
    "retrieval": {"errors", "records", "index"},
    "answering": {"errors", "records", "support", "wording"},
    "chain": {"errors", "records", "answering"},
    "assistant": {
        "errors",
        "records",
        "settings",
        "index",
        "retrieval",
        "models",
        "answering",
        "chain",
        "corpus",
    },
    "evaluation": {"errors", "records", "json_records", "wording", "models", "corpus", "answering"},
    "web": {"errors", "records"},
    "cli": {"errors", "records", "settings", "assistant", "evaluation", "web"},
    "__main__": {"cli"},
    "__init__": {"errors", "records", "settings", "assistant"},
}

OWNERS: dict[str, set[str] | str] = {
    "chromadb": {"index/chroma.py"},
    "sentence_transformers": {"index/encoder.py"},
    "transformers": {
        "index/encoder.py",
        "models/hub_reader.py",
        "models/local_chat.py",
        "evaluation/judges/entailment.py",
    },
    "onnxruntime": {"models/session.py"},
    "tokenizers": {"models/tokens.py"},
    "torch": {
        "index/export.py",
        "models/hub_reader.py",
        "models/local_chat.py",
        "evaluation/judges/entailment.py",
    },
    "huggingface_hub": {"models/local.py"},
    "safetensors": {"models/local.py"},
    "sqlite3": {"index/keywords.py"},
    "filelock": {"index/index.py"},
    "langchain_core": {"chain.py", "models/local_chat.py"},
    "langchain": {"models/chat_model.py"},
    "sentencex": {"corpus/sentences.py"},
    "yaml": {"corpus/front_matter.py"},
    "markdown_it": {"corpus/markdown.py"},
    "tqdm": {"cli.py", "evaluation/command.py"},
    "gradio": "web/",
    "starlette": "web/",
    "uvicorn": "web/",
    "numpy": "anywhere",
    "sklearn": {"evaluation/confidence.py", "answering/fit.py"},
    "ir_measures": {"evaluation/metrics/retrieval.py"},
    "rapidfuzz": {"answering/spelling.py", "evaluation/nearest.py"},
}

HEAVY = {"torch", "chromadb", "gradio", "transformers", "sentence_transformers", "langchain_core"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def stage(name: str) -> str:
    return name.split("/", maxsplit=1)[0].removesuffix(".py")


MODULES = dict(modules())


@pytest.mark.parametrize("name", MODULES)
def test_data_flows_downward(name: str) -> None:
    own = {i.split(".")[1] for i in imports(MODULES[name]) if i.startswith("karabakh_qa.")}
    allowed = STAGES[stage(name)] | {stage(name)}
    assert own <= allowed, f"{name} imports {sorted(own - allowed)}"


@pytest.mark.parametrize("name", MODULES)
def test_every_library_has_one_owner(name: str) -> None:
    for library in {i.split(".")[0] for i in imports(MODULES[name])}:
        if library in sys.stdlib_module_names - {"sqlite3"} or library == "karabakh_qa":
            continue
        owner = OWNERS.get(library, set())
        assert owner == "anywhere" or (
            name.startswith(owner) if isinstance(owner, str) else name in owner
        ), f"{name} imports {library}"


def test_no_two_modules_import_each_other() -> None:
    graph = {
        "karabakh_qa." + name.removesuffix(".py").replace("/", "."): {
            i for i in imports(tree) if i.startswith("karabakh_qa.")
        }
        for name, tree in MODULES.items()
        if name not in {"__init__.py", "assistant.py"}  # these import inside functions
    }
    while leaves := [m for m, needs in graph.items() if not needs & graph.keys()]:
        for leaf in leaves:
            del graph[leaf]
    assert not graph, f"a circle among {sorted(graph)}"


@pytest.mark.parametrize("name", MODULES)
def test_files_and_functions_stay_small(name: str) -> None:
    lines = (SOURCE / name).read_text("utf-8").count("\n")
    assert lines <= 400, f"{name} has {lines} lines"
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert length <= 50, f"{name}: {node.name} has {length} lines"


@pytest.mark.parametrize(
    "command",
    [
        "import karabakh_qa; karabakh_qa.Assistant; karabakh_qa.Settings",
        "import karabakh_qa.cli; karabakh_qa.cli.run(['--help'])",
        "import karabakh_qa.assistant as a, karabakh_qa.settings as s; "
        "a.Assistant.from_settings(s.Settings())",
    ],
)
def test_importing_loads_nothing_heavy(command: str) -> None:
    code = (
        "import sys\n"
        f"try:\n    exec({command!r})\nexcept SystemExit:\n    pass\n"
        f"print(*sorted({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


def test_importing_reads_no_environment() -> None:
    code = (
        "import os, sys\n"
        "class Watched(dict):\n"
        "    def __getitem__(self, key): seen.append(key); return super().__getitem__(key)\n"
        "    def get(self, key, default=None): seen.append(key); return super().get(key, default)\n"
        "seen = []\n"
        "os.environ = Watched(os.environ)\n"
        "import karabakh_qa; karabakh_qa.Assistant, karabakh_qa.Settings\n"
        "print([key for key in seen if key.startswith('KARABAKH')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_resolve() -> None:
    import karabakh_qa

    assert all(getattr(karabakh_qa, name).__name__ == name for name in karabakh_qa.__all__)
    with pytest.raises(AttributeError, match="Assistent"):
        _ = karabakh_qa.Assistent
