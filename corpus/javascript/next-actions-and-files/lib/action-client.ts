import { getServerSession } from "next-auth";
import { createSafeActionClient } from "next-safe-action";
import { authOptions } from "./auth";

export const actionClient = createSafeActionClient();

export const authActionClient = actionClient.use(async ({ next }) => {
  const session = await getServerSession(authOptions);
  if (!session?.user) {
    throw new Error("not signed in");
  }
  return next({ ctx: { user: session.user } });
});

// Every action is written down.
export const logged = (what: string, action) => {
  return async function loggedAction(args) {
    let result;
    try {
      result = await action(args);
    } catch (error) {
      console.error(what, error);
      throw error;
    }
    return result;
  };
};
