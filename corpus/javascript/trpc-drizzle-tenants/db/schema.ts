import { pgTable, text } from "drizzle-orm/pg-core";

export const users = pgTable("user", { id: text("id"), email: text("email") });

export const memberships = pgTable("membership", {
  userId: text("user_id").references(() => users.id),
  organizationId: text("organization_id"),
  role: text("role"),
});

export const printers = pgTable("press_printer", {
  id: text("id"),
  organizationId: text("organization_id"),
  secret: text("secret"),
});
