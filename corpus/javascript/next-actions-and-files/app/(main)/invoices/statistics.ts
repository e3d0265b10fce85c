import { countInvoices } from "./actions";

export const statistics = async () => (await countInvoices("all")).length;
