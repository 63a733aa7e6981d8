import type { DemoUserName } from './demo.ts';

export type Command = { readonly does: string; readonly command: string };

const json = `-H 'content-type: application/json'`;

/** What a newcomer pastes first. `entity` is the demo entity's address; `as` gives a header with a user's token. */
export function demoCommands(entity: string, as: (name: DemoUserName) => string): readonly Command[] {
  const order = JSON.stringify({ version: 1, customer: 'C-1001', amount: '1500.00' });
  const payment = JSON.stringify({ customer: 'C-1001', amount: '1000.00', date: '2026-06-15' });
  return [
    {
      does: 'An order arrives and asks to be confirmed: it is held.',
      command: `curl -s -X PUT ${entity}/orders/SO-1001 ${as('ola')} ${json} -d '${order}'`,
    },
    { does: 'Why, and what would clear it.', command: `curl -s ${entity}/holds ${as('cem')}` },
    {
      does: 'The customer pays, and the order goes by itself.',
      command: `curl -s -X PUT ${entity}/payments/PAY-1001 ${as('ola')} ${json} -d '${payment}'`,
    },
  ];
}
