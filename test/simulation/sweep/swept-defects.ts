import { defects, type Patch } from '../defects.ts';
import type { ChangeName } from './changes.ts';

/** Negative controls of the sweep: what is told is told once too seldom, otherwise, or by chance; in the sweep of which change, and what it says. */
type SweptDefect = Patch & { readonly change: ChangeName; readonly shows: string };

const changeOrder = 'functions/store/change-order.ts';
const publisher = 'functions/publish-changes/handler.ts';
const cloudEvent = 'functions/publish-changes/cloud-event.ts';

export const sweptDefects = {
  'told-beside-the-release': {
    ...defects['event-beside-effect'],
    change: 'releasedWithPosting',
    shows: 'was not published',
  },
  'told-before-the-edit': {
    file: changeOrder,
    find: `  const failures = await transact(parts, patience);
`,
    replace: `  const events = parts.filter(({ name }) => name === 'event');
  const effects = parts.filter(({ name }) => name !== 'event');
  if (events.length > 0) await transact(events, patience);
  const failures = await transact(effects, patience);
`,
    change: 'edited',
    shows: 'is of nothing that is stored',
  },
  'limit-told-beside': {
    file: 'functions/store/change-customer.ts',
    find: `    await writeUnlessOutrun([...items, ...beside()], patience);
`,
    replace: `    const isEvent = (one: (typeof items)[number]) => one.Put?.Item?.['kind'] === 'event';
    await writeUnlessOutrun([...items.filter((one) => !isEvent(one)), ...beside()], patience);
    if (items.some(isEvent)) await writeUnlessOutrun(items.filter(isEvent), patience);
`,
    change: 'limitChanged',
    shows: 'was not published',
  },
  'job-end-told-beside': {
    file: 'functions/store/jobs.ts',
    find: `  return (await transact(parts, patience)).length === 0 ? after : undefined;
`,
    replace: `  const told = parts.filter(({ name }) => name === 'event');
  const moved = await transact(parts.filter(({ name }) => name !== 'event'), patience);
  if (moved.length === 0 && told.length > 0) await transact(told, patience);
  return moved.length === 0 ? after : undefined;
`,
    change: 'jobDone',
    shows: 'was not published',
  },
  'failure-not-delivered-again': {
    file: publisher,
    find: `      failed = record;
      break;
`,
    replace: `      break;
`,
    change: 'passes',
    shows: 'was not published',
  },
  'evaluation-not-asked-again': {
    file: publisher,
    find: `    failed = Records[0];
`,
    replace: ``,
    change: 'paid',
    shows: 'the change is not there',
  },
  'another-id-each-time': {
    file: cloudEvent,
    find: 'return owner === undefined ? id : `${encodeURIComponent(owner)}:${id}`;',
    replace: 'return `${encodeURIComponent(owner ?? crypto.randomUUID())}:${id}:${crypto.randomUUID()}`;',
    change: 'rejected',
    shows: 'did not happen',
  },
  'another-time-each-time': {
    file: cloudEvent,
    find: `    time,
    datacontenttype`,
    replace: `    time: \`\${time}\${crypto.randomUUID()}\`,
    datacontenttype`,
    change: 'groupLimitChanged',
    shows: 'was published with two contents',
  },
} as const satisfies Readonly<Record<string, SweptDefect>>;
