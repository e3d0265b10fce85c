const Koa = require('koa');
const { bodyParser } = require('@koa/bodyparser');
const { requireKeeper } = require('./guard');
const { animals } = require('./animals');
const { visitors } = require('./visitors');

const app = new Koa();
app.use(bodyParser());
app.use(visitors.routes());
app.use(requireKeeper);
app.use(animals.routes());

app.listen(3000);
