"use client";

import { removeInvoice, removeOwnInvoice, showInvoice, showOwnInvoice } from "./actions";

export function List({ ids }: { ids: string[] }) {
  return (
    <ul>
      {ids.map((id) => (
        <li key={id} onClick={() => showInvoice(id)} onBlur={() => showOwnInvoice(id)}>
          <button onClick={() => removeInvoice({ id })}>x</button>
          <button onClick={() => removeOwnInvoice({ id })}>y</button>
        </li>
      ))}
    </ul>
  );
}
