from fastapi import Depends, FastAPI
from sqlmodel import Session
from starlette.middleware.sessions import SessionMiddleware

from studio.auth import current_artist
from studio.deps import own_project, project_or_404
from studio.settings import SESSION_SECRET
from studio.store import Artist, Project, session

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=SESSION_SECRET)


@app.get("/projects/{project_id}")
def show(project: Project = Depends(own_project)):
    return project


@app.delete("/projects/{project_id}")
def remove(project: Project = Depends(own_project), db: Session = Depends(session)):
    db.delete(project)
    db.commit()


@app.get("/projects/{project_id}/brief")
def brief(project: Project = Depends(project_or_404), artist: Artist = Depends(current_artist)):
    return project.brief


@app.get("/projects/{project_id}/cover", dependencies=[Depends(own_project)])
def cover(project: Project = Depends(project_or_404)):
    return {"cover": f"/static/{project.id}.png"}
