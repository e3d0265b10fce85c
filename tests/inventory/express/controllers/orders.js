exports.Orders = class {
  constructor() {
    this.show = this.show.bind(this);
  }

  list(req, res) {
    res.json([]);
  }

  create(req, res) {
    res.status(201).json({});
  }

  show(req, res) {
    res.json({});
  }

  setStatus(req, res) {
    res.sendStatus(204);
  }
};
