"""Bring `vectorstore/` in step with the documents folder.

A document is replaced in two steps. First its new passages are embedded and added, which takes
long; they carry the new text's hash, so nobody is shown them yet. Then, in one short step that
readers wait for, its old passages and text give way to the new. Killed anywhere, the next sync
finds the document's own row missing or out of date and does what is left; passages that were
already embedded are kept.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.files import FoundFiles, SourceFile, file_fingerprint, find_files
from karabakh_qa.corpus.passages import embedded_text, split_passages
from karabakh_qa.errors import DocumentError
from karabakh_qa.index.encoder import Encoder
from karabakh_qa.index.index import Index
from karabakh_qa.index.manifest import Manifest
from karabakh_qa.records import Document, Passage

log = logging.getLogger(__name__)

PASSAGE_TOKENS = 128
"""How long a passage may be, heading included; docs/decisions.md has the measurement."""

_BATCH = 64
"""Passages embedded and written at a time: what is lost when a sync is killed."""

Progress = Callable[[int, int], None]
"""Told how many passages of how many are embedded."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did. Documents are named by id; `problems` are lines for a person."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    embedded: int = 0
    rebuilt: str | None = None

    def __str__(self) -> str:
        counts = [
            (self.added, "new"),
            (self.changed, "changed"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
        ]
        parts = [f"{len(ids)} {what}" for ids, what in counts if ids] or ["no documents"]
        return f"{', '.join(parts)}; {self.embedded} passages embedded"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What has to be done to the store."""

    documents: tuple[tuple[Document, str], ...]
    removed: tuple[str, ...]
    report: SyncReport


@dataclass(frozen=True, slots=True)
class _Update:
    """A document that is new or has changed, cut into passages."""

    document: Document
    fingerprint: str
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Counter:
    """Tells a person how far the embedding is."""

    progress: Progress | None
    total: int = 0
    done: int = field(default=0)

    def add(self, count: int) -> None:
        self.done += count
        if self.progress and count:
            self.progress(self.done, self.total)


def sync(
    index: Index,
    documents_dir: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    *,
    anew: bool = False,
) -> SyncReport:
    """Make the store hold exactly the documents in the folder, and say what was done.

    With `anew`, everything stored is thrown away first, even if it cannot be opened. While a
    store is built from nothing, or mended after a killed sync, its readers wait.

    Raises:
        DocumentError: the folder is missing.
        StoreError: the store cannot be written.
    """
    manifest = Manifest.of(encoder, passage_tokens(encoder))
    found = find_files(documents_dir, leave_out=(index.folder,))  # raises before anything is lost
    with index.writing():
        leftovers = index.was_interrupted()
        if not anew and index.store.manifest() == manifest:
            with index.replacing() if leftovers else nullcontext():
                report = _update(index, found, leftovers, encoder, progress)
        else:
            reason = None if anew or leftovers else _reason_to_rebuild(index, manifest)
            index.begin_changes()
            with index.replacing():
                index.delete_files()
                index.store.clear(manifest)
                report = _update(index, found, True, encoder, progress)
            report = replace(report, rebuilt=reason)
    index.expect(manifest)
    return report


def _reason_to_rebuild(index: Index, wanted: Manifest) -> str | None:
    """Say why what is stored cannot be used; None if there is nothing."""
    if index.store.is_empty():
        return None
    found = index.store.manifest()
    reason = found.difference(wanted) if found else "it was made by another version"
    log.warning("the index was built differently (%s); it is being built anew", reason)
    return reason


def _update(
    index: Index, found: FoundFiles, leftovers: bool, encoder: Encoder, progress: Progress | None
) -> SyncReport:
    plan = _plan(index, found)
    updates = _split(plan.documents, encoder)
    texts = [embedded_text(passage) for update in updates for passage in update.passages]
    if found.files:
        encoder.prepare(texts, anew=leftovers)
    if not (plan.documents or plan.removed or leftovers):
        return plan.report
    index.begin_changes()
    if leftovers:
        _remove_leftovers(index, plan)
    if plan.removed:
        with index.replacing() as changed:
            changed(_remove(index, plan.removed), [])
    embedded = _write(index, updates, encoder, progress)
    index.end_changes()
    return replace(plan.report, embedded=embedded)


def passage_tokens(encoder: Encoder) -> int:
    """Return the longest passage that `encoder` should be given."""
    return min(PASSAGE_TOKENS, encoder.max_tokens)


def _plan(index: Index, found: FoundFiles) -> _Plan:
    stored = index.store.stored_documents()
    problems = list(found.problems)
    documents, unchanged = [], []
    for file in found.files:
        try:
            data = _read(file)
            fingerprint = file_fingerprint(file.id, data)
            if file.id in stored and stored[file.id].fingerprint == fingerprint:
                unchanged.append(file.id)
            else:
                documents.append((read_document(file.id, data), fingerprint))
        except DocumentError as error:
            problems.append(str(error))
    new = {document.id for document, _ in documents}
    removed = tuple(sorted(stored.keys() - new - set(unchanged)))
    report = SyncReport(
        added=tuple(sorted(new - stored.keys())),
        changed=tuple(sorted(new & stored.keys())),
        removed=removed,
        unchanged=tuple(unchanged),
        problems=tuple(problems),
    )
    return _Plan(tuple(documents), removed, report)


def _read(file: SourceFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{file.id}: cannot be read: {error.strerror}") from error


def _remove_leftovers(index: Index, plan: _Plan) -> None:
    """Remove rows of documents that neither exist nor are about to."""
    wanted = {*plan.report.unchanged, *(document.id for document, _ in plan.documents)}
    owners = index.store.passage_owners() | index.store.text_owners()
    with index.replacing() as changed:  # even if none: the generation may have been left odd
        changed(_remove(index, sorted(owners - wanted)), [])


def _remove(index: Index, document_ids: Sequence[str]) -> list[str]:
    """Remove documents and return the ids of the passages that went with them."""
    index.store.withdraw_documents(document_ids)
    passages = list(index.store.passages_of(document_ids))
    index.store.delete_passages(passages)
    index.store.delete_texts(document_ids)
    return passages


def _split(documents: Sequence[tuple[Document, str]], encoder: Encoder) -> list[_Update]:
    limit = passage_tokens(encoder)
    return [
        _Update(document, fingerprint, tuple(split_passages(document, encoder.count_tokens, limit)))
        for document, fingerprint in documents
    ]


def _write(
    index: Index, updates: Sequence[_Update], encoder: Encoder, progress: Progress | None
) -> int:
    """Write documents, a few at a time, and return how many passages had to be embedded."""
    counter = _Counter(progress, total=sum(len(update.passages) for update in updates))
    return sum(_write_group(index, group, encoder, counter) for group in _groups(updates))


def _write_group(
    index: Index, group: Sequence[_Update], encoder: Encoder, counter: _Counter
) -> int:
    ids = [update.document.id for update in group]
    known = index.store.passages_of(ids)
    passages = [passage for update in group for passage in update.passages]
    new = [passage for passage in passages if passage.id not in known]
    counter.add(len(passages) - len(new))
    for start in range(0, len(new), _BATCH):
        batch = new[start : start + _BATCH]
        vectors = encoder.encode([embedded_text(passage) for passage in batch])
        index.store.put_passages(batch, vectors)
        counter.add(len(batch))
    with index.replacing() as changed:
        gone = sorted(known.keys() - {passage.id for passage in passages})
        index.store.withdraw_documents(ids)
        index.store.delete_passages(gone)
        index.store.move_passages([p for p in passages if p.id in known and known[p.id] != p])
        index.store.delete_texts(ids)
        index.store.put_documents([(update.document, update.fingerprint) for update in group])
        changed(gone, passages)
    return len(new)


def _groups(updates: Sequence[_Update]) -> Iterator[Sequence[_Update]]:
    """Put small documents together, so that a thousand of them are not a thousand writes."""
    group: list[_Update] = []
    for update in updates:
        group.append(update)
        if sum(len(member.passages) for member in group) >= _BATCH:
            yield group
            group = []
    if group:
        yield group
