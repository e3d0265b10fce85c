from dataclasses import dataclass


@dataclass
class Note:
    id: str
    owner: str
    text: str


notes: dict[str, Note] = {}
