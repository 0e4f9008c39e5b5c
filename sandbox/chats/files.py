"""Files that were sent, by the bot or by people, and the rules for their sizes."""

from typing import Any

from sandbox.api.calls import Upload
from sandbox.api.refusals import Refusal, bad_request
from sandbox.chats.pictures import jpeg, measure
from sandbox.chats.store import Shelf, Store

FileInfo = dict[str, Any]

MB = 1024 * 1024
PHOTO_MOST, DOCUMENT_MOST, DOWNLOAD_MOST = 10 * MB, 50 * MB, 20 * MB
SIDES_MOST = 10_000
THUMBNAIL = (90, 67)
WRONG_FILE = "wrong file identifier/HTTP URL specified"


class Files:
    """Everything sent so far by file id; `describe` gives what a message says of a file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._about: Shelf[str, FileInfo] = Shelf(store, "files")

    def find(self, file_id: str) -> FileInfo | None:
        """`kind` (photo, document, voice, sticker), `path`, `type` (MIME), `file` (Bot API)."""
        return self._about.get(file_id)

    def at(self, path: str) -> FileInfo | None:
        return next((about for about in self._about.values() if about["path"] == path), None)

    def content(self, about: FileInfo) -> bytes:
        return self._store.content(about["file"]["file_id"])

    def add(self, kind: str, upload: Upload, **details: Any) -> dict[str, Any]:
        """Keep a file and return its Bot API object, with the details of its kind."""
        number = len(self._about) + 1
        file = {"file_id": f"{kind}-{number}", "file_unique_id": f"unique-{number}"}
        described = file | details | {"file_size": len(upload.content)}
        path = f"{kind}s/file_{number}{_suffix(upload.name)}"
        about = {"kind": kind, "path": path, "type": upload.content_type, "file": described}
        self._about[file["file_id"]] = about
        self._store.keep(file["file_id"], upload.content)
        return described

    def photo(self, upload: Upload) -> list[dict[str, Any]]:
        """The sizes of a picture, the smallest first; refused where it is no picture."""
        size = len(upload.content)
        if size > PHOTO_MOST:
            limit = f"the maximum size is {PHOTO_MOST} bytes"
            raise bad_request(f"file of size {size} bytes is too big for a photo; {limit}")
        sides = measure(upload.content)
        if sides is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if not _fit(*sides):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        picture = Upload("photo.jpg", upload.content, upload.content_type)
        small = Upload("photo.jpg", jpeg(*THUMBNAIL), "image/jpeg")
        sizes = ((small, THUMBNAIL), (picture, sides))
        sent = [self.add("photo", file, width=w, height=h) for file, (w, h) in sizes]
        for one in sent:
            self._about[one["file_id"]] = self._about[one["file_id"]] | {"sizes": sent}
        return sent

    def document(self, upload: Upload) -> dict[str, Any]:
        if len(upload.content) > DOCUMENT_MOST:
            raise Refusal(413, "Request Entity Too Large")
        details = {"file_name": upload.name, "mime_type": upload.content_type}
        return self.add("document", upload, **details)

    def sent(self, kind: str, given: Upload | str) -> Any:
        """What a message holds for a photo or document that the bot sends: new, or by file id."""
        if not given:
            raise bad_request(f"there is no {kind} in the request")
        if isinstance(given, Upload):
            if not given.content:
                raise bad_request("file must be non-empty")
            return self.photo(given) if kind == "photo" else self.document(given)
        return self._again(kind, given)

    def _again(self, kind: str, file_id: str) -> Any:
        if file_id.startswith(("http://", "https://")):
            raise bad_request("the sandbox fetches no HTTP URL")
        about = self.find(file_id)
        if about is None:
            raise bad_request(WRONG_FILE)
        if about["kind"] != kind:
            names = about["kind"].capitalize(), kind.capitalize()
            raise bad_request(f"can't use file of type {names[0]} as {names[1]}")
        return about["sizes"] if kind == "photo" else about["file"]

    def download(self, file_id: str) -> dict[str, Any]:
        """The Bot API's File, whose `file_path` can be fetched."""
        about = self.find(file_id)
        if about is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if about["file"]["file_size"] > DOWNLOAD_MOST:
            raise bad_request("file is too big")
        kept = ("file_id", "file_unique_id", "file_size")
        return {key: about["file"][key] for key in kept} | {"file_path": about["path"]}


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix}" if stem and dot else ""


def _fit(width: int, height: int) -> bool:
    longest, shortest = max(width, height), min(width, height)
    return width + height <= SIDES_MOST and shortest > 0 and longest <= 20 * shortest
