import { ending } from '../scenarios/order-scenarios.ts';
import { cancel } from '../scenarios/steps.ts';
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

export const holdChanges = {
  releasedWithPosting,
  releasedWithout,
  rejected,
  cancelled,
  edited,
} as const satisfies Readonly<Record<string, SweptChange>>;
