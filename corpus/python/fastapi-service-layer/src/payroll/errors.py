class NotFound(Exception):
    def __init__(self, what: str) -> None:
        super().__init__(f"{what} not found")
