from fastapi import APIRouter, Body, Depends, HTTPException

from telemetry.auth import current_user_id
from telemetry.database import connection

router = APIRouter(prefix="/sensors")

BASE = "SELECT id, label FROM sensors"


@router.get("/{sensor_id}")
def get_sensor(sensor_id: int, user_id: int = Depends(current_user_id)):
    with connection() as conn:
        return conn.execute("SELECT * FROM sensors WHERE id = %s", (sensor_id,)).fetchone()  # expect: missing-ownership-check high


@router.get("/{sensor_id}/label")
def get_label(sensor_id: int, user_id: int = Depends(current_user_id)):
    with connection() as conn, conn.cursor() as cur:
        cur.execute(
            """
            SELECT label
              FROM sensors
             WHERE id = %(sensor)s
               AND user_id = %(user)s
            """,
            {"sensor": sensor_id, "user": user_id},
        )
        row = cur.fetchone()
    if row is None:
        raise HTTPException(404)
    return row["label"]


@router.get("/{sensor_id}/card")
def get_card(sensor_id: int, user_id: int = Depends(current_user_id)):
    query = f"{BASE} WHERE id = %s"
    with connection() as conn:
        return conn.execute(query, [sensor_id]).fetchone()  # expect: missing-ownership-check


@router.get("/{sensor_id}/badge")
def get_badge(sensor_id: int, user_id: int = Depends(current_user_id)):
    clauses = ["id = %s", "user_id = %s"]
    query = BASE + " WHERE " + " AND ".join(clauses)
    with connection() as conn:
        return conn.execute(query, [sensor_id, user_id]).fetchone()


@router.patch("/{sensor_id}")
def rename(sensor_id: int, label: str = Body(embed=True), user_id: int = Depends(current_user_id)):
    with connection() as conn:
        conn.execute("UPDATE sensors SET label = %s WHERE id = %s", (label, sensor_id))  # expect: missing-ownership-check high


@router.delete("/{sensor_id}")
def delete(sensor_id: int, user_id: int = Depends(current_user_id)):
    with connection() as conn:
        gone = conn.execute("DELETE FROM sensors WHERE id = %s AND user_id = %s", (sensor_id, user_id)).rowcount
    if not gone:
        raise HTTPException(404)


@router.get("/{sensor_id}/readings/{reading_id}")
def reading(sensor_id: int, reading_id: int, user_id: int = Depends(current_user_id)):
    sql = """SELECT r.value FROM readings r JOIN sensors s ON s.id = r.sensor_id
             WHERE r.id = %s AND s.user_id = %s"""
    with connection() as conn:
        return conn.execute(sql, (reading_id, user_id)).fetchone()


@router.delete("/{sensor_id}/readings/{reading_id}")
def drop_reading(sensor_id: int, reading_id: int, user_id: int = Depends(current_user_id)):
    with connection() as conn:
        conn.execute("DELETE FROM readings WHERE id = %s", (reading_id,))  # expect: missing-ownership-check
