import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { entityOfRecord } from '../../../functions/access.ts';
import type { LegalEntityId } from '../../../domain/ids.ts';
import {
  askForEvaluationAgain,
  forgetOwedEvaluation,
  owedEvaluation,
} from '../../../functions/store/periodic-tasks.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

const entity = entityOfRecord('ACME' as LegalEntityId);
let desk: OrderDesk;

beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
  await desk.customer('C1');
  await desk.harness.work('tick');
  await desk.harness.background().settle();
});
afterAll(() => desk.harness.background().stop());
afterEach(() => {
  vi.useRealTimers();
});

function queued(): number {
  return (
    desk.harness
      .background()
      .queues.find(({ name }) => name === 'evaluation')
      ?.depth() ?? 0
  );
}

async function tickAt(instant: number): Promise<number> {
  vi.useFakeTimers({ toFake: ['Date'], now: instant });
  await desk.harness.work('tick');
  vi.useRealTimers();
  return queued();
}

test('after a change of the entity a tick looks once more for its open holds, a minute later and once', async () => {
  await desk.setUp('put-rule', { rule: 'R1' }, { type: 'days-overdue', kind: 'blocking', scope: 'all', days: 30 });
  await desk.harness.background().settle();
  const dueAt = Date.parse((await owedEvaluation(entity))?.dueAt ?? '');
  expect(dueAt - Date.now()).toBeGreaterThan(50_000);
  expect(await tickAt(dueAt - 1)).toBe(0);
  expect(await tickAt(dueAt)).toBe(1);
  expect(await owedEvaluation(entity)).toBeUndefined();
  await desk.harness.background().settle();
  expect(await owedEvaluation(entity)).toBeUndefined();
  expect(await tickAt(dueAt + 600_000)).toBe(0);
});

test('a change that comes while the tick sends keeps its own record', async () => {
  await askForEvaluationAgain(entity, 'first');
  const seen = await owedEvaluation(entity);
  await askForEvaluationAgain(entity, 'second');
  if (seen !== undefined) await forgetOwedEvaluation(entity, seen);
  expect(await owedEvaluation(entity)).toMatchObject({ cause: 'second' });
});
