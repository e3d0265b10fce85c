from fastapi import Depends, HTTPException, Request
from sqlmodel import Session

from studio.store import Artist, session


def current_artist(request: Request, db: Session = Depends(session)) -> Artist:
    artist_id = request.session.get("artist")
    if artist_id is None:
        raise HTTPException(401)
    return db.get(Artist, artist_id)
