import { compileRulebook, type Rulebook } from '../domain/compile-rulebook.ts';
import type { Customer } from '../domain/customer.ts';
import { evaluate } from '../domain/evaluate.ts';
import type { Situation } from '../domain/evaluation.ts';
import type { LegalEntityId } from '../domain/ids.ts';
import type { RulebookDocument } from '../domain/rulebook.ts';
import { firstRulebook } from '../domain/set-up/first-rulebook.ts';
import { median, type Measurement } from './measurement.ts';

const sizes = [30, 300, 3_000] as const;
const rounds = 31;
const evaluationsPerRound = 200;

/**
 * Does an evaluation take longer where an entity has more rules? Ten are for all, the rest for one customer each. The sizes
 * take turns, so that whatever else the machine does meets all of them.
 */
export async function ruleEngine(): Promise<readonly Measurement[]> {
  const rulebooks = sizes.map((rules) => ({ rules, rulebook: rulebookOf(rules), times: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { rulebook, times } of rulebooks) times.push(timeOf(rulebook));
  }
  const [smallest, ...larger] = rulebooks.map(({ rules, times }) => ({ rules, time: median(times) }));
  if (smallest === undefined) return [];
  const ratios = larger.map(({ rules, time }) => ({
    question: `an evaluation among ${rules} rules, to one among ${smallest.rules}`,
    value: time / smallest.time,
    unit: '×',
  }));
  const largest = larger.at(-1) ?? smallest;
  const exponent = Math.log(largest.time / smallest.time) / Math.log(largest.rules / smallest.rules);
  return [
    ...ratios,
    { question: 'exponent of its time in the number of rules', value: exponent, unit: '', atMost: 0.2 },
  ];
}

function timeOf(rulebook: Rulebook): number {
  const startedAt = performance.now();
  for (let index = 0; index < evaluationsPerRound; index += 1) evaluate(rulebook, situation);
  return performance.now() - startedAt;
}

function rulebookOf(rules: number): Rulebook {
  const all = { kind: 'blocking', scope: 'all', boundary: 'over', version: 1 };
  const entries = Array.from({ length: rules }, (_, index) => {
    const percent = String(50 + (index % 100));
    const own = index < 10 ? all : { ...all, scope: 'customer', account: `C${index}` };
    return [`R${index}`, { ...own, type: 'credit-limit-used', percent }] as const;
  });
  const entity = { name: 'Bench', baseCurrency: 'EUR', timeZone: 'UTC' };
  const document = { ...firstRulebook('BENCH' as LegalEntityId, entity), rules: Object.fromEntries(entries) };
  return compileRulebook(document as unknown as RulebookDocument);
}

const customer = {
  customer: 'C20',
  creditLimit: 800_000n,
  unlimited: false,
  temporaryLimits: [],
  policies: [],
} as unknown as Customer;
const nothing = { balance: 0n, toDelivered: 0n, toOrders: 0n, toHeld: 0n };

const situation = {
  today: '2026-06-15',
  customer,
  order: {
    order: 'O1',
    customer: 'C20',
    ledger: { amount: 100_000n, delivered: 0n, invoiced: 0n },
    paymentTermsBasis: [],
    settlementDiscountBasis: [],
  },
  posting: { checkpoint: 'confirmation', mode: 'posting' },
  sums: { balance: 100_000n, toDelivered: 100_000n, toOrders: 100_000n, toHeld: 100_000n },
  ownShare: nothing,
  ageing: { items: [], unappliedCash: 0n },
} as unknown as Situation;
