import { describe, expect, test } from 'vitest';
import { outgoingEvents } from '../../functions/outgoing-events.ts';
import { inOwnProcess } from './in-own-process.ts';
import { changes } from './sweep/changes.ts';
import type { Swept } from './sweep/sweep.ts';
import { sweptDefects } from './sweep/swept-defects.ts';

async function sweep(change?: string, defect?: string): Promise<readonly Swept[]> {
  const args = change === undefined ? [] : [`--change=${change}`, '--to-the-first'];
  return (await inOwnProcess<readonly Swept[]>('sweep/sweep.ts', args, defect)).printed;
}

/** At every call of the table, a queue and the topic that a change and what follows it make: four faults, and with and without a sender that asks again. */
const playsOfCall = 8;

test(
  'whoever dies, at whatever call: what is stored is told, repeats say the same, and nothing else is told',
  { timeout: 300_000 },
  async () => {
    const swept = await sweep();
    expect(swept.flatMap(({ change, violations }) => violations.map((one) => `${change}: ${one}`))).toEqual([]);
    expect(swept.map(({ change }) => change)).toEqual(Object.keys(changes));
    for (const { calls, plays } of swept) {
      expect(calls).toBeGreaterThan(4);
      expect(plays).toBe(1 + calls * playsOfCall);
    }
  },
);

test('there is a change for every event', () => {
  const told = new Set(Object.values(changes).flatMap(({ events }) => events));
  expect([...told].toSorted()).toEqual(Object.keys(outgoingEvents).toSorted());
});

describe('a defect that is planted', () => {
  test.each(Object.entries(sweptDefects))('is caught: %s', { timeout: 60_000 }, async (name, { change, shows }) => {
    const [swept] = await sweep(change, name);
    expect(swept?.violations.join('\n')).toContain(shows);
  });
});
