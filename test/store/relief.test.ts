import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionCodec } from '../../functions/store/decision-item.ts';
import { group, startGroupDesk, type GroupDesk } from '../functions/credit-groups/group-desk.ts';
import { watchRequests, writtenItems, type WrittenItem } from './watched-requests.ts';

let desk: GroupDesk;
beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
  await desk.parameters('ACME', { creditLimitCheck: 'hold' });
  await desk.group();
  for (const customer of ['ALONE', 'MEMBER']) await desk.customer('ACME', customer, { creditLimit: '1000' });
  await desk.join('ACME', 'MEMBER');
});
afterAll(() => desk.harness.background().stop());

/** Whose evaluation a transaction asks for, by the partition of the position: of a member it is its group's. */
function askedFor(items: readonly WrittenItem[]): readonly string[] {
  return items.flatMap(({ Put }) => {
    const item = Put?.Item ?? {};
    if (item['kind'] === 'decision') {
      const { evidence, customer } = decisionCodec(item, 'decision');
      return evidence.relieves === undefined ? [] : [partitionOf(evidence.relieves, customer)];
    }
    const isAsking = item['type'] === 'evaluate-customer' || item['type'] === 'evaluate-group';
    return isAsking ? [partitionOf(item['creditGroup'] as string | undefined, item['customer'] as string)] : [];
  });
}

function partitionOf(creditGroup: string | undefined, customer: string): string {
  return creditGroup === undefined || creditGroup === '' ? `C#ACME#${customer}` : `G#${creditGroup}`;
}

function relieved(items: readonly WrittenItem[]): readonly string[] {
  return items.flatMap(({ Update }) =>
    Update !== undefined && /\brelief :one\b/.test(Update.UpdateExpression) ? [Update.Key['pk'] as string] : [],
  );
}

const overwriting = { headers: { 'if-match': '*' } };

/** Everything after which holds of a customer are evaluated (§9.5), in an order in which each has something to free. */
function changes(customer: string): readonly (readonly [string, () => Promise<unknown>])[] {
  const of = (id: string) => `${customer}-${id}`;
  const entity = { legalEntity: 'ACME' };
  const money = (amount: string) => ({ customer, date: '2026-06-02', amount, currency: 'EUR' });
  const version = (number: number, amount: string, state = 'open') => ({
    customer,
    version: number,
    state,
    amount,
    currency: 'EUR',
  });
  const order = { ...entity, order: of('O') };
  const payment = { ...entity, payment: of('P') };
  const account = { name: customer, currency: 'EUR', creditLimit: '1001' };
  return [
    ['a payment', () => desk.done('put-payment', payment, money('10'))],
    ['a credit note', () => desk.done('put-credit-note', { ...entity, creditNote: of('N') }, money('10'))],
    [
      'a settlement',
      () =>
        desk.done('put-payment-settlement', { ...payment, settlement: of('S') }, { ...money('5'), invoice: of('I') }),
    ],
    ['an open order that is held', () => desk.ask('ACME', customer, of('O'))],
    [
      'a packing slip of a held order that its invoice had covered',
      () => desk.done('put-packing-slip', { ...order, packingSlip: of('T') }, money('100')),
    ],
    ['another version of a held order', () => desk.done('put-order', order, version(2, '2500'))],
    ['its exclusion', () => desk.done('exclude-order', order, { isExcluded: true }, overwriting)],
    ['its cancellation', () => desk.done('cancel-order', order, { customer })],
    ['an account', () => desk.done('put-customer', { ...entity, customer }, account, overwriting)],
    [
      'an order that lacked an exchange rate and is cancelled',
      () => desk.done('cancel-order', { ...entity, order: of('R') }, { customer }),
    ],
    ['a smaller order', () => desk.done('put-order', { ...entity, order: of('Q') }, version(2, '50'))],
  ];
}

describe.each(['ALONE', 'MEMBER'])(
  'what asks for an evaluation moves the relief of what is evaluated: %s',
  (customer) => {
    beforeAll(async () => {
      await desk.invoice('ACME', customer, `${customer}-I`, '500');
      await desk.order('ACME', customer, `${customer}-O`, '2000', { state: 'open' });
      await desk.order('ACME', customer, `${customer}-Q`, '60', { state: 'open' });
      await desk.order('ACME', customer, `${customer}-R`, '10', { state: 'open', currency: 'USD' });
      const invoice = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount: '100', currency: 'EUR' };
      await desk.done(
        'put-invoice',
        { legalEntity: 'ACME', invoice: `${customer}-J` },
        { ...invoice, order: `${customer}-O` },
      );
    });

    it.each(changes(customer))('%s', async (_, change) => {
      const [items = [], ...more] = writtenItems(await watchRequests(change));
      expect(more).toEqual([]);
      const asked = askedFor(items);
      expect(asked).toEqual([customer === 'MEMBER' ? `G#${group}` : `C#ACME#${customer}`]);
      // Of a member its own too, which its holds are conditional on.
      expect(relieved(items).toSorted()).toEqual([...new Set([`C#ACME#${customer}`, ...asked])].toSorted());
    });
  },
);

it('joining, leaving, and a change of a group’s account move the relief of customer and group', async () => {
  await desk.customer('ACME', 'GUEST');
  const both = ['C#ACME#GUEST', `G#${group}`];
  for (const change of [() => desk.join('ACME', 'GUEST'), () => desk.leave('ACME', 'GUEST')]) {
    const [items = []] = writtenItems(await watchRequests(change));
    expect([askedFor(items).toSorted(), relieved(items).toSorted()]).toEqual([both, both]);
  }
  const [items = []] = writtenItems(await watchRequests(() => desk.group({ creditLimit: '30000' }, '*')));
  expect([askedFor(items), relieved(items)]).toEqual([[`G#${group}`], [`G#${group}`]]);
});
