import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHoldPointers } from '../../../functions/store/credit-groups.ts';
import { group, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;
beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
  await desk.group();
  for (const entity of ['ACME', 'BETA']) {
    await desk.rule(entity, { type: 'credit-limit-used', percent: '100' });
    await desk.done('put-reason', { legalEntity: entity, reason: 'WHY' }, { type: 'hold', description: '' });
    await desk.done('put-reason', { legalEntity: entity, reason: 'AUTO' }, { type: 'release', description: '' });
    await desk.parameters(entity, { creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
    await desk.customer(entity, 'C');
    await desk.join(entity, 'C');
  }
});
afterAll(() => desk.harness.background().stop());

const force = (legalEntity: string, order: string) =>
  desk.done('force-hold', { legalEntity, order }, { reason: 'WHY' });
const stateOf = async (legalEntity: string, hold: string) =>
  (await desk.done('get-hold', { legalEntity, hold })).body.state;

test('a forced hold of a member is one of its group: it counts there, and another member’s hold no longer waits for it', async () => {
  await desk.order('ACME', 'C', 'O1', '15000', { state: 'open' });
  expect(await desk.decide('BETA', 'C', 'O2', '6000')).toEqual(['held', 'credit-limit-used group']);
  desk.harness.setClock('2026-06-15T10:01:00Z');
  await force('ACME', 'O1');
  const { group: sums, members } = await desk.sums();
  expect(sums).toEqual(members);
  expect([sums.toOrders, sums.toHeld]).toEqual([0n, 21_000_00n]);
  expect((await readHoldPointers(group)).map(({ hold }) => hold)).toEqual(['O2.1', 'O1.1']);
  await desk.harness.background().settle();
  expect(await stateOf('BETA', 'O2.1')).toBe('released');
  expect(await stateOf('ACME', 'O1.1')).toBe('open');
});

test('its end takes it off the group', async () => {
  const body = { holds: [{ legalEntity: 'ACME', hold: 'O1.1' }], reason: 'AUTO', mode: 'without-posting' };
  await desk.done('release-holds', {}, body);
  expect(await readHoldPointers(group)).toEqual([]);
  const { group: sums, members } = await desk.sums();
  expect(sums).toEqual(members);
});
