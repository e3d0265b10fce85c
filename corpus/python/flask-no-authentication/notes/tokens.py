import os
import time

import jwt


def issue_token(user_id):
    return jwt.encode({"sub": str(user_id), "exp": int(time.time()) + 900}, os.environ["KEY"], algorithm="HS256")
