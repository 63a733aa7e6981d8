import { limit } from '../scenarios/steps.ts';
import type { Stage } from '../stage.ts';
import type { SweptChange } from './swept-change.ts';

type Body = Readonly<Record<string, unknown>>;

const due = (stage: Stage, customer: string) =>
  stage.send('put-customer', { customer }, { body: { ...limit('1000'), nextReviewDate: '2000-01-01' } });

const reviewWorkFound: SweptChange = {
  name: 'a job finds what has to be reviewed',
  events: ['review-work-found', 'job-done'],
  prepare: async (stage, customer) => {
    await due(stage, customer);
  },
  task: (stage) => {
    const sent = { body: {}, headers: { 'idempotency-key': 'review' } };
    return { intent: 'job', run: () => stage.send('start-review-work-search', {}, sent) };
  },
  isStored: async (stage) => {
    const { items } = await stage.send('list-jobs', {});
    return (items as readonly Body[]).find(({ requestedBy }) => requestedBy === 'root')?.['state'] === 'done';
  },
};

export const reviewChanges = { reviewWorkFound } as const satisfies Readonly<Record<string, SweptChange>>;
