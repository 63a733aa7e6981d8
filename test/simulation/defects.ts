import type { ScenarioName } from './scenarios.ts';

/** A defect planted on purpose: production code with one text replaced. It still compiles, and only the harness can tell. */
export type Defect = {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The invariant whose violation shows it, and the scenario where that happens soonest. */
  readonly shows: string;
  readonly scenario: ScenarioName;
};

const groupUpdate = 'functions/store/group-update.ts';
const positionUpdate = 'functions/store/position-update.ts';

/** Negative controls of the deciding transaction (docs/explanation/deciding-transaction.md). */
export const defects = {
  'no-guard': {
    file: positionUpdate,
    find: `  if (guard.bound !== undefined) {
    conditions.push(\`\${guard.bound.sum} <= :bound\`);
    values[':bound'] = guard.bound.max;
  }
`,
    replace: '',
    shows: 'NoOverCommit',
    scenario: 'inParallel',
  },
  'limit-read-earlier': {
    file: positionUpdate,
    find: `  conditions.push('policyVersion = :policyVersion');
  values[':policyVersion'] = seen.policyVersion;
`,
    replace: '',
    shows: 'NoOverCommit',
    scenario: 'limitCut',
  },
  'no-decided-on': {
    file: positionUpdate,
    find: `'rulebook <= :rulebook', 'decidedOn <= :today'`,
    replace: `'rulebook <= :rulebook'`,
    shows: 'NoOverCommit',
    scenario: 'midnight',
  },
  'no-rulebook-version': {
    file: positionUpdate,
    find: `'rulebook <= :rulebook', 'decidedOn <= :today'`,
    replace: `'decidedOn <= :today'`,
    shows: 'VersionMonotone',
    scenario: 'ruleChange',
  },
  'hold-without-relief': {
    file: positionUpdate,
    find: `conditions: [...conditions, 'relief = :relief'], values: { ...values, ':relief': seen.relief }`,
    replace: 'conditions, values',
    shows: 'NoStuckHold',
    scenario: 'payment',
  },
  'no-group-guard': {
    file: groupUpdate,
    find: `  if (guard.bound !== undefined) {
    names['#bound'] = sumAttribute(sumsOf, guard.bound.sum);
    conditions.push('#bound <= :bound');
    values[':bound'] = guard.bound.max;
    guardOthers(expression, sumsOf, guard.seen, guard.bound);
  }
`,
    replace: '',
    shows: 'NoOverCommit',
    scenario: 'groupInParallel',
  },
  'group-limit-read-earlier': {
    file: groupUpdate,
    find: `  const conditions = ['policyVersion = :policyVersion'];
  const values: Record<string, unknown> = { ':policyVersion': guard.seen.policyVersion };
`,
    replace: `  const conditions: string[] = [];
  const values: Record<string, unknown> = {};
`,
    shows: 'NoOverCommit',
    scenario: 'groupLimitCut',
  },
  'group-hold-without-relief': {
    file: groupUpdate,
    find: `      conditions: [...conditions, 'relief = :relief'],
      names: {},
      values: { ...values, ':relief': guard.seen.relief },
`,
    replace: `      conditions,
      names: {},
      values,
`,
    shows: 'NoStuckHold',
    scenario: 'groupPayment',
  },
  'membership-not-in-condition': {
    file: positionUpdate,
    find: `  const conditions = ['creditGroup = :creditGroup'];
  const values: Record<string, unknown> = { ':creditGroup': seen.creditGroup };
`,
    replace: `  const conditions = ['attribute_exists(pk)'];
  const values: Record<string, unknown> = {};
`,
    shows: 'LedgerEqualsPosition',
    scenario: 'groupLeaving',
  },
  'record-beside-effect': {
    file: 'functions/store/change-order.ts',
    find: `  const failures = await transact(parts, patience);
`,
    replace: `  const records = parts.filter(({ name }) => name === 'record');
  const effects = parts.filter(({ name }) => name !== 'record');
  const failures = await transact(effects, patience);
  if (failures.length === 0 && records.length > 0) await transact(records, patience);
`,
    shows: 'OneEffectPerIntent',
    scenario: 'repeated',
  },
  'bounds-of-each-alone': {
    file: 'functions/store/stored-together.ts',
    find: 'bound && bound.max - added[bound.sum]',
    replace: 'bound && bound.max',
    shows: 'NoOverCommit',
    scenario: 'together',
  },
  'evaluated-recorded-late': {
    file: 'functions/evaluate-holds/operation.ts',
    find: 'return recordEvaluated(scope, relief);',
    replace: 'return recordEvaluated(scope, (await readRelief(scope)).relief);',
    shows: 'NoStuckHold',
    scenario: 'twoPayments',
  },
} as const satisfies Readonly<Record<string, Defect>>;

export type DefectName = keyof typeof defects;

/** The source of a file with a defect planted; a patch that no longer fits is an error, never a clean run. */
export function planted({ file, find, replace }: Defect, source: string): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`the patch of ${file} fits ${places} places`);
  return source.replace(find, () => replace);
}
