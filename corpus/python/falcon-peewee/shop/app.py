import falcon

from .auth import Authenticate
from .orders import Invoice, Note, Order, Orders

app = falcon.App(middleware=[Authenticate()])
app.add_route("/orders", Orders())
app.add_route("/orders/{order_id:int}", Order())
app.add_route("/orders/{order_id:int}/invoice", Invoice())
app.add_route("/notes/{note_id}", Note())
