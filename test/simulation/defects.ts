import type { ScenarioName } from './scenarios/scenarios.ts';

/** A defect planted on purpose: production code with one text replaced. It still compiles, and only the harness can tell. */
export type Patch = { readonly file: string; readonly find: string; readonly replace: string };

export type Defect = Patch & {
  /** The invariant whose violation shows it, and the scenario where that happens soonest. */
  readonly shows: string;
  readonly scenario: ScenarioName;
};

const changeOrder = 'functions/store/change-order.ts';
const evaluateHolds = 'functions/evaluate-holds/operation.ts';
const evaluationMessage = 'functions/evaluation-message.ts';
const publishChanges = 'functions/publish-changes/operation.ts';
const groupUpdate = 'functions/store/group-update.ts';
const positionUpdate = 'functions/store/position-update.ts';

/** Negative controls of the deciding transaction (docs/explanation/deciding-transaction.md). */
const decidingDefects = {
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
  'relief-not-moved': {
    file: positionUpdate,
    find: `const relieves = change.isRelief === true || isRelief(change.moved);`,
    replace: `const relieves = change.isRelief === true && change.audit !== undefined;`,
    shows: 'NoStuckHold',
    scenario: 'payment',
  },
  'order-not-as-read': {
    file: 'functions/store/order-item.ts',
    find: `{ ConditionExpression: 'seq = :seen', ExpressionAttributeValues: { ':seen': seen.seq } }`,
    replace: `{ ConditionExpression: 'seq > :none', ExpressionAttributeValues: { ':none': 0 } }`,
    shows: 'LedgerEqualsPosition',
    scenario: 'orderChange',
  },
  'bounds-of-each-alone': {
    file: 'functions/store/stored-together.ts',
    find: 'bound && bound.max - added[bound.sum]',
    replace: 'bound && bound.max',
    shows: 'NoOverCommit',
    scenario: 'together',
  },
  'record-beside-effect': {
    file: changeOrder,
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
  'event-beside-effect': {
    file: changeOrder,
    find: `  const failures = await transact(parts, patience);
`,
    replace: `  const events = parts.filter(({ name }) => name === 'event');
  const effects = parts.filter(({ name }) => name !== 'event');
  const failures = await transact(effects, patience);
  if (failures.length === 0 && events.length > 0) await transact(events, patience);
`,
    shows: 'EventsDelivered',
    scenario: 'released',
  },
  'no-audit-link': {
    file: 'functions/store/order-change.ts',
    find: `    if (entry === undefined) continue;`,
    replace: `    if (entry === undefined || entry.what.kind === 'hold') continue;`,
    shows: 'AuditComplete',
    scenario: 'inParallel',
  },
} as const satisfies Readonly<Record<string, Defect>>;

const groupDefects = {
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
  'group-not-booked': {
    file: 'functions/store/book-document.ts',
    find: `const isShared = isRelieving || shared.unconverted !== 0 || !isNothing(moved);`,
    replace: `const isShared = shared.unconverted !== 0;`,
    shows: 'LedgerEqualsPosition',
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
  'holds-left-outside': {
    file: 'functions/store/join-credit-group.ts',
    find: `...holds.map(({ hold }) => pointTo(group, entity, hold))`,
    replace: `...holds.slice(1).map(({ hold }) => pointTo(group, entity, hold))`,
    shows: 'NoStuckHold',
    scenario: 'groupJoining',
  },
  'members-not-evaluated': {
    file: publishChanges,
    find: `if (creditGroup === undefined) return evaluateCustomerMessage(legalEntity, customer, because, cause);`,
    replace: `if (creditGroup?.length !== 0) return evaluateCustomerMessage(legalEntity, customer, because, cause);`,
    shows: 'NoStuckHold',
    scenario: 'groupCancellation',
  },
} as const satisfies Readonly<Record<string, Defect>>;

const adjustmentDefects = {
  'carried-link-lost': {
    file: 'functions/store/file-links.ts',
    find: 'return [filedLink(key.pk, link), taken];',
    replace: `return link.number > 0 ? [taken] : [filedLink(key.pk, link), taken];`,
    shows: 'AuditComplete',
    scenario: 'adjustedAgain',
  },
  'member-evaluated-as-relief': {
    file: 'functions/store/posted-holder.ts',
    find: `because: 'change'`,
    replace: `because: 'relief'`,
    shows: 'NoStuckHold',
    scenario: 'memberAdjustment',
  },
  'approval-outlives-edit': {
    file: 'functions/store/edited-journal.ts',
    find: `const isVoid = isVoidedByChange(journal);`,
    replace: `const isVoid = isVoidedByChange(journal) && journal.lines === 0;`,
    shows: 'PostedAsApproved',
    scenario: 'approvedAdjustment',
  },
  'posting-moves-no-policy': {
    file: 'functions/store/posted-holder.ts',
    // Account and position would else differ, which every reader notices.
    find: `  const policyVersion = seen.position.policyVersion + 1;
  const items = [
    replacedAccount(seen, { ...accountItem(entity, after, policyVersion), link: carried }, carriesNone),
    updatePosition(entity, customer, seen.position, {
      moved: noExposure,
      guard: { kind: 'account' },`,
    replace: `  const policyVersion = seen.position.policyVersion;
  const items = [
    replacedAccount(seen, { ...accountItem(entity, after, policyVersion), link: carried }, carriesNone),
    updatePosition(entity, customer, seen.position, {
      moved: noExposure,
      guard: { kind: 'booking' },`,
    shows: 'NoOverCommit',
    scenario: 'adjustmentCut',
  },
} as const satisfies Readonly<Record<string, Defect>>;

/** Of what goes on around decisions: evaluation, documents, access. */
const otherDefects = {
  'entity-looked-at-once': {
    file: evaluateHolds,
    find: `if (because === 'change') await askForEvaluationAgain(entity, cause);`,
    replace: `if (because === 'schedule') await askForEvaluationAgain(entity, cause);`,
    shows: 'NoStuckHold',
    scenario: 'ruleRelief',
  },
  'same-message-for-another-cause': {
    file: evaluationMessage,
    find: `id: JSON.stringify(body) };`,
    replace: `id: JSON.stringify({ ...body, cause: '' }) };`,
    shows: 'NoStuckHold',
    scenario: 'heldCancelled',
  },
  'merged-under-one-cause': {
    file: evaluationMessage,
    find: `return queuedEvaluation({ ...first.body, cause: contentHash(causes) });`,
    replace: `return causes.length > 1 ? first : queuedEvaluation({ ...first.body, cause: contentHash(causes) });`,
    shows: 'NoStuckHold',
    scenario: 'twoPayments',
  },
  'evaluated-recorded-late': {
    file: evaluateHolds,
    find: 'return recordEvaluated(scope, relief);',
    replace: 'return recordEvaluated(scope, (await readRelief(scope)).relief);',
    shows: 'NoStuckHold',
    scenario: 'twoPayments',
  },
  'looked-for-before-the-position': {
    file: 'functions/store/book-settlement.ts',
    find: `if (known(before) !== undefined) throw`,
    replace: `if (known(before) !== undefined && named.length > 1) throw`,
    shows: 'OneEffectPerIntent',
    scenario: 'bounced',
  },
  'named-without-a-count': {
    file: 'functions/store/customer-references.ts',
    find: `    ...without(named, left).map((reference) => countItem(entity, reference, 1)),
`,
    replace: '',
    shows: 'NamedSetUpExists',
    scenario: 'named',
  },
  'forced-without-relief': {
    file: 'functions/force-hold/operation.ts',
    find: 'isRelief: true,',
    replace: 'isRelief: seen.order.openHold === undefined,',
    shows: 'NoStuckHold',
    scenario: 'forcedHold',
  },
  'any-entity': {
    file: 'functions/access.ts',
    find: `if (grant === undefined) throw refuse('legal-entity-not-found', {});`,
    replace: `if (grant === undefined) return legalEntity as AuthorizedEntity;`,
    shows: 'EntityIsolation',
    scenario: 'stranger',
  },
} as const satisfies Readonly<Record<string, Defect>>;

/** Of releases that can be withdrawn (§8.7). */
const releaseDefects = {
  'released-before-its-delay': {
    file: 'domain/delayed-release.ts',
    find: 'return realNow >= until;',
    replace: 'return realNow !== until;',
    shows: 'ReleaseAfterDelay',
    scenario: 'withdrawn',
  },
  'early-message-lost': {
    file: 'functions/finish-releases/operation.ts',
    find: `return send('releases', [finishReleaseMessage(entity, id, until)]);`,
    replace: `return until === '' ? send('releases', [finishReleaseMessage(entity, id, until)]) : undefined;`,
    shows: 'ReleaseAfterDelay',
    scenario: 'withdrawn',
  },
  'withdrawal-not-evaluated': {
    file: 'functions/withdraw-releases/operation.ts',
    find: `isRelief: true,`,
    replace: `isRelief: false,`,
    shows: 'NoStuckHold',
    scenario: 'withdrawn',
  },
} as const satisfies Readonly<Record<string, Defect>>;

/** Of approvals (§11). */
const approvalDefects = {
  'request-outlives-its-hold': {
    file: 'functions/store/order-change.ts',
    find: `...named('approval', approvalEnd && endApproval(entity, approvalEnd, actor, now)),`,
    replace: `...named('approval', approvalEnd?.request === '' ? endApproval(entity, approvalEnd, actor, now) : undefined),`,
    shows: 'OneTerminalApproval',
    scenario: 'approved',
  },
  'approval-of-any-version': {
    file: 'functions/give-up-release.ts',
    find: `if (isApprovalOutdated(held)) {`,
    replace: `if (isApprovalOutdated(held) && hold.version === 0) {`,
    shows: 'OneTerminalApproval',
    scenario: 'approved',
  },
  'requester-is-delegate': {
    file: 'domain/workflow/approvers.ts',
    find: `  if (to.subject === request.requester) return refuse('unfit-delegate', { because: 'requester' });
`,
    replace: '',
    shows: 'NoSelfApproval',
    scenario: 'permitted',
  },
} as const satisfies Readonly<Record<string, Defect>>;

export const defects = {
  ...decidingDefects,
  ...groupDefects,
  ...adjustmentDefects,
  ...otherDefects,
  ...releaseDefects,
  ...approvalDefects,
} as const;

export type DefectName = keyof typeof defects;

/** The source of a file with a defect planted; a patch that no longer fits is an error, never a clean run. */
export function planted({ file, find, replace }: Patch, source: string): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`the patch of ${file} fits ${places} places`);
  return source.replace(find, () => replace);
}
