import { setTimeout } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { Busy } from '../../../functions/problem.ts';
import { workOn } from '../../../functions/run-jobs/operation.ts';
import { findJob } from '../../../functions/store/jobs.ts';
import { table } from '../../../functions/store/table.ts';
import { startAdjustmentDesk, type AdjustmentDesk } from '../adjustments/adjustment-desk.ts';

let desk: AdjustmentDesk;
beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  await desk.customer('OUT1');
});
afterAll(() => desk.harness.background().stop());

/** Lets others be first whenever lines of an adjustment are written; what is written of a job takes its time. */
function outrunLines() {
  const name = 'outrunLines';
  table.middlewareStack.add(
    (next) => async (args) => {
      const { TransactItems = [] } = args.input as TransactWriteCommandInput;
      const isWritten = (kind: string) => TransactItems.some(({ Put }) => Put?.Item?.['kind'] === kind);
      if (isWritten('job')) await setTimeout(200);
      if (!isWritten('adjustment-line')) return next(args);
      const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }];
      throw new TransactionCanceledException({ message: '', $metadata: {}, CancellationReasons });
    },
    { step: 'initialize', name, priority: 'high' },
  );
  return {
    stop: () => {
      table.middlewareStack.remove(name);
    },
  };
}

it('counts a step that others outran until its time was up (§14)', { timeout: 20_000 }, async () => {
  const adjustment = await desk.journal();
  const change = { operator: 'plus', valueType: 'percent', value: '10' };
  const dates = { expiryDate: '2026-12-31' };
  const asked = { from: 'customers', customers: ['OUT1'], change, dates };
  const { body } = await desk.done('generate-adjustment-lines', { adjustment }, asked);
  const [entity, job] = ['ACME' as AuthorizedEntity, body.job as JobId];
  const outrun = outrunLines();
  // Little more than a step needs to begin.
  await expect(workOn(entity, job, Date.now() + 9_000).finally(outrun.stop)).rejects.toThrow(Busy);
  expect((await findJob(entity, job))?.job).toMatchObject({ state: 'running', failures: 1 });
  await workOn(entity, job, Date.now() + 20_000);
  expect((await findJob(entity, job))?.job).toMatchObject({ state: 'done', failures: 0, outcomes: { written: 1 } });
});
