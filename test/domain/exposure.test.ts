import { describe, expect, test } from 'vitest';
import { exposureOf, storedSumOf } from '../../domain/exposure.ts';
import { contributionOf } from '../../domain/order-contribution.ts';
import type { Checkpoint, OrderLedger } from '../../domain/order.ts';
import { defaultParameters, type Parameters } from '../../domain/parameters.ts';
import { aSituation } from './a-situation.ts';

type Basis = Parameters['exposureBasis'];
const bases: readonly Basis[] = ['none', 'balance', 'balance-and-delivered', 'balance-and-orders'];

function ledger(amount: bigint, delivered = 0n, invoiced = 0n): OrderLedger {
  return { amount, delivered, invoiced };
}

describe('what the order adds (§5.2), for none, balance, delivered and orders', () => {
  test.each<[string, OrderLedger, Checkpoint, bigint | undefined, readonly bigint[]]>([
    ['all of a new order', ledger(1000n), 'confirmation', undefined, [1000n, 1000n, 1000n, 1000n]],
    ['a named part of it', ledger(1000n), 'picking-list', 300n, [1000n, 300n, 300n, 1000n]],
    ['more than the order', ledger(1000n), 'release-to-warehouse', 1200n, [1200n, 1200n, 1200n, 1200n]],
    ['what is left, delivered apart', ledger(1000n, 600n), 'confirmation', undefined, [1000n, 400n, 600n, 1000n]],
    ['nothing that is invoiced', ledger(1000n, 600n, 600n), 'confirmation', undefined, [400n, 400n, 400n, 400n]],
    ['no more than is not invoiced', ledger(1000n, 0n, 600n), 'confirmation', 1000n, [400n, 400n, 400n, 400n]],
    ['a slip of the rest', ledger(1000n, 600n, 600n), 'packing-slip', undefined, [400n, 400n, 400n, 400n]],
    ['a slip beside an open part', ledger(1000n, 200n), 'packing-slip', 300n, [1000n, 300n, 500n, 1000n]],
    ['a slip of what was invoiced first', ledger(1000n, 0n, 600n), 'packing-slip', 600n, [400n, 0n, 0n, 400n]],
    ['a slip beyond the order', ledger(1000n, 900n), 'packing-slip', 300n, [1200n, 300n, 1200n, 1200n]],
    ['an invoice of all', ledger(1000n, 1000n), 'invoice', undefined, [1000n, 1000n, 1000n, 1000n]],
    ['an invoice of what was delivered', ledger(1000n, 600n), 'invoice', 600n, [1000n, 600n, 600n, 1000n]],
    ['an invoice of a part of it', ledger(1000n, 600n), 'invoice', 200n, [1000n, 200n, 600n, 1000n]],
    ['an invoice before the slip', ledger(1000n), 'invoice', 200n, [1000n, 200n, 200n, 1000n]],
    ['nothing of a finished order', ledger(1000n, 1000n, 1000n), 'invoice', undefined, [0n, 0n, 0n, 0n]],
    ['nothing of a return', ledger(-500n), 'confirmation', undefined, [0n, 0n, 0n, 0n]],
    ['nothing of an order of nothing', ledger(0n), 'confirmation', undefined, [0n, 0n, 0n, 0n]],
  ])('%s', (_, order, checkpoint, amount, expected) => {
    const posting = { checkpoint, mode: 'posting', amount } as const;
    expect(bases.map((basis) => contributionOf(order, posting, basis))).toEqual(expected);
  });

  test.each<[string, OrderLedger, bigint | undefined, readonly bigint[]]>([
    ['takes back what was delivered', ledger(1000n, 600n), undefined, [1000n, 0n, 0n, 1000n]],
    ['takes back a named part', ledger(1000n, 600n), 200n, [1000n, 0n, 400n, 1000n]],
    ['leaves what is invoiced', ledger(1000n, 600n, 200n), undefined, [800n, 0n, 0n, 800n]],
    ['takes back no more than there is', ledger(1000n, 600n), 700n, [1000n, 0n, 0n, 1000n]],
    ['takes back what is beyond the order', ledger(1000n, 1200n), 300n, [1000n, 0n, 900n, 1000n]],
    ['of nothing adds nothing of its own', ledger(1000n, 0n, 1000n), 500n, [0n, 0n, 0n, 0n]],
  ])('a cancelled slip %s', (_, order, amount, expected) => {
    const posting = { checkpoint: 'packing-slip', mode: 'cancellation', amount } as const;
    expect(bases.map((basis) => contributionOf(order, posting, basis))).toEqual(expected);
  });
});

describe('exposure without the order (§5.1, §5.4)', () => {
  const situation = aSituation({
    sums: { balance: 100n, toDelivered: 220n, toOrders: 360n, toHeld: 500n },
    ownShare: { balance: 0n, toDelivered: 20n, toOrders: 60n, toHeld: 70n },
    orderAmount: 70n,
  });
  const held = { ...situation, olderHolds: 30n };
  const parameters = (exposureBasis: Basis, heldOrdersConsumeCredit = true): Parameters => ({
    ...defaultParameters,
    exposureBasis,
    heldOrdersConsumeCredit,
  });

  test.each<[Basis, boolean, string | undefined, bigint]>([
    ['none', true, undefined, 0n],
    ['balance', true, 'balance', 100n],
    ['balance-and-delivered', true, 'toDelivered', 200n],
    ['balance-and-orders', true, 'toHeld', 430n],
    ['balance-and-orders', false, 'toOrders', 300n],
  ])('%s, held orders consume credit: %s', (basis, consume, sum, rest) => {
    expect(storedSumOf(parameters(basis, consume), situation)).toBe(sum);
    expect(exposureOf(parameters(basis, consume), situation)).toEqual({ rest, order: 70n, withOrder: rest + 70n });
  });

  test.each<[Basis, boolean, string | undefined, bigint]>([
    ['none', true, undefined, 0n],
    ['balance', true, 'balance', 100n],
    ['balance-and-delivered', true, 'toDelivered', 200n],
    ['balance-and-orders', true, 'toOrders', 330n],
    ['balance-and-orders', false, 'toOrders', 300n],
  ])('of a held order, %s, held orders consume credit: %s', (basis, consume, sum, rest) => {
    expect(storedSumOf(parameters(basis, consume), held)).toBe(sum);
    expect(exposureOf(parameters(basis, consume), held).rest).toBe(rest);
  });
});
