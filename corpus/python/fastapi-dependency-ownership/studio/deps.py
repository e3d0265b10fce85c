from typing import Annotated

from fastapi import Depends, HTTPException, Path
from sqlmodel import Session

from studio.auth import Artist, current_artist
from studio.store import Project, session


def project_or_404(project_id: Annotated[int, Path()], db: Session = Depends(session)) -> Project:
    project = db.get(Project, project_id)  # expect: missing-ownership-check high
    if project is None:
        raise HTTPException(404)
    return project


def own_project(
    project_id: int,
    artist: Annotated[Artist, Depends(current_artist)],
    db: Session = Depends(session),
) -> Project:
    project = db.get(Project, project_id)
    if project is None or project.artist_id != artist.id:
        raise HTTPException(404)
    return project
