import { expect, test } from 'vitest';
import { Busy } from '../../functions/problem.ts';
import { Outrun, patienceUntil } from '../../functions/store/patience.ts';

test('lets go in time to answer, however often it is outrun', async () => {
  const deadlineMs = Date.now() + 900;
  const patience = patienceUntil(deadlineMs);
  const forever = async (): Promise<never> => {
    for (;;) await patience.pause(new Outrun('others were first'));
  };
  await expect(forever()).rejects.toThrow(Busy);
  expect(Date.now()).toBeLessThan(deadlineMs);
});
