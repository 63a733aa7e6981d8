import { expect, it } from 'vitest';
import { throttle } from '../../local/throttle.ts';

it('lets a second of requests through at once, then one each time a token is back', () => {
  let nowMs = 0;
  const mayPass = throttle(2, () => nowMs);
  expect([mayPass(), mayPass(), mayPass()]).toEqual([true, true, false]);
  nowMs = 499;
  expect(mayPass()).toBe(false);
  nowMs = 500;
  expect([mayPass(), mayPass()]).toEqual([true, false]);
});
