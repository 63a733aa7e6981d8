import { expect, test } from 'vitest';
import type { OrderId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { batchGet } from '../../functions/store/batch-get.ts';
import { orderKey } from '../../functions/store/keys.ts';
import { startOrderDesk } from '../functions/orders/order-desk.ts';

/** A query may show two holds of one order, of which one ends as the other is placed. */
test('what is asked for twice is given once', async () => {
  const desk = await startOrderDesk();
  await desk.customer('C1');
  await desk.order('O1');
  await desk.order('O2');
  const keys = ['O1', 'O2', 'O1'].map((order) => orderKey('ACME' as AuthorizedEntity, order as OrderId));
  expect((await batchGet(keys)).map(({ order }) => order).toSorted()).toEqual(['O1', 'O2']);
});
