from fastapi import Header, HTTPException

from telemetry.database import connection


def current_user_id(x_api_token: str = Header()) -> int:
    with connection() as conn:
        row = conn.execute("SELECT id FROM users WHERE api_token = %s", (x_api_token,)).fetchone()
    if row is None:
        raise HTTPException(status_code=401)
    return row["id"]
