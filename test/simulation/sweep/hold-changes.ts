import { ending, withdrawal } from '../scenarios/order-scenarios.ts';
import { cancel, force } from '../scenarios/steps.ts';
import { overwriting, type Stage } from '../stage.ts';
import { held, heldOf, holdState, onceSeen, type SweptChange } from './swept-change.ts';

function ended(name: string, events: SweptChange['events'], end: SweptChange['task'], state: string): SweptChange {
  return {
    name,
    events,
    prepare: (stage, customer) => held(stage, customer),
    task: end,
    isStored: async (stage, customer) => (await holdState(stage, customer)) === state,
  };
}

const releasedWithPosting = ended(
  'a hold is released with posting',
  ['order-released'],
  (stage, customer) => ending(stage, 'release-holds', heldOf(customer), 'ann', 'with-posting'),
  'released',
);
const releasedWithout = ended(
  'a hold is released without posting',
  ['order-released'],
  (stage, customer) => ending(stage, 'release-holds', heldOf(customer), 'ann', 'without-posting'),
  'released',
);
const rejected = ended(
  'a hold is rejected',
  ['order-rejected'],
  (stage, customer) => ending(stage, 'reject-holds', heldOf(customer), 'ann'),
  'rejected',
);
const cancelled = ended(
  'a held order is cancelled',
  ['hold-changed'],
  (stage, customer) => cancel(stage, customer, 1),
  'cancelled',
);

const edited: SweptChange = {
  name: 'a hold gets an owner, a review date and a note',
  events: ['hold-changed'],
  prepare: (stage, customer) => held(stage, customer),
  task: (stage, customer) => {
    const body = { owner: 'ann', reviewDate: '2026-07-01', note: 'Call' };
    return { intent: 'edit', run: () => stage.send('edit-hold', { hold: heldOf(customer) }, { body, ...onceSeen }) };
  },
  isStored: async (stage, customer) => (await stage.send('get-hold', { hold: heldOf(customer) }))['owner'] === 'ann',
};

const forced: SweptChange = {
  name: 'an order that passed is forced on hold, and at once ready to be released',
  events: ['order-held', 'hold-changed'],
  prepare: (stage, customer) => held(stage, customer, ['100', '100']),
  task: (stage, customer) => force(stage, customer, 1, 'ann'),
  isStored: async (stage, customer) =>
    (await stage.send('get-order', { order: `${customer}-1` }))['hold'] === heldOf(customer),
};

const forcedBeside: SweptChange = {
  name: 'a hold is forced beside its reasons',
  events: ['hold-changed'],
  prepare: (stage, customer) => held(stage, customer),
  task: (stage, customer) => force(stage, customer, 1, 'ann'),
  isStored: async (stage, customer) => (await stage.send('get-hold', { hold: heldOf(customer) }))['isForced'] === true,
};

/** Longer than whoever tries again waits. */
async function delaying(stage: Stage): Promise<void> {
  const parameters = await stage.send('get-parameters', {});
  const body = { ...parameters, releaseDelaySeconds: 60 };
  await stage.send('put-parameters', {}, { body, headers: overwriting });
}

const releasedLater: SweptChange = {
  ...releasedWithPosting,
  name: 'a hold is released with posting when its delay has ended',
  events: ['hold-changed', 'order-released'],
  prepare: async (stage, customer) => {
    await delaying(stage);
    await held(stage, customer);
  },
};

const withdrawn: SweptChange = {
  name: 'a release is withdrawn before its delay has ended',
  events: ['hold-changed'],
  isPreparedStuck: true,
  prepare: async (stage, customer) => {
    await releasedLater.prepare(stage, customer);
    await releasedWithPosting.task(stage, customer).run();
  },
  task: (stage, customer) => withdrawal(stage, heldOf(customer), 'bob'),
  isStored: async (stage, customer) => (await holdState(stage, customer)) === 'open',
};

export const holdChanges = {
  releasedWithPosting,
  releasedWithout,
  rejected,
  cancelled,
  edited,
  forced,
  forcedBeside,
  releasedLater,
  withdrawn,
} as const satisfies Readonly<Record<string, SweptChange>>;
