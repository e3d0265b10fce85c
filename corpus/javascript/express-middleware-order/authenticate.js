import { User } from './user.js';

export async function authenticate(req, res, next) {
  const user = await User.findOne({ apiToken: req.get('X-Api-Token') });
  if (!user) {
    return res.sendStatus(401);
  }
  req.user = user;
  next();
}
