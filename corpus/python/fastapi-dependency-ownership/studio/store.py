from sqlmodel import Field, Session, SQLModel, create_engine

engine = create_engine("sqlite:///studio.db")


def session():
    with Session(engine) as s:
        yield s


class Artist(SQLModel, table=True):
    id: int = Field(primary_key=True)
    name: str


class Project(SQLModel, table=True):
    id: int = Field(primary_key=True)
    artist_id: int = Field(foreign_key="artist.id")
    brief: str
