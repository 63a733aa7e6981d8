import { demoCustomer, demoEntity, type DemoUserName } from './demo.ts';

export type Command = { readonly does: string; readonly command: string };

/** What a newcomer pastes first. `as` gives a header with a user's token, `today` is the business date. */
export function demoCommands(url: string, today: string, as: (name: DemoUserName) => string): readonly Command[] {
  const entity = `${url}/legal-entities/${demoEntity}`;
  const money = { amount: '6000.00', currency: 'EUR' };
  const order = send('PUT', `${entity}/orders/SO-1001`, as('ola'), {
    customer: demoCustomer,
    version: 1,
    state: 'draft',
    ...money,
  });
  const question = { customer: demoCustomer, order: 'SO-1001', checkpoint: 'confirmation', mode: 'posting' };
  const look = `curl -s -w '\\n' ${entity}/holds/SO-1001.1 ${as('cem')}`;
  const ask = send(
    'POST',
    `${entity}/checkpoint-requests`,
    `${as('ola')} -H 'idempotency-key: SO-1001-confirm'`,
    question,
  );
  // Pasted again on a later day it is another payment, not the first one with another date.
  const payment = send('PUT', `${entity}/payments/PAY-1001-${today}`, as('ola'), {
    customer: demoCustomer,
    amount: '1000.00',
    currency: 'EUR',
    date: today,
  });
  return [
    {
      does: `An order of 6,000 EUR arrives and asks to be confirmed. The limit is 5,000: it is held.`,
      command: `${order} && \\\n${ask}`,
    },
    {
      does: 'Why it is held, and what would clear it.',
      command: look,
    },
    {
      does: 'The customer pays 1,000 on account, and the order is released by itself, which the second line waits for.',
      command: `${payment} && \\\ncurl -s -o /dev/null ${url}/local/settled`,
    },
    {
      does: 'The hold is released, and says by whom and for which reason.',
      command: look,
    },
  ];
}

function send(method: 'PUT' | 'POST', address: string, headers: string, body: object): string {
  return `curl -s -w '\\n' -X ${method} ${address} ${headers} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
}
