import type { AuditKind } from '../audit.ts';
import { canonicalJson } from '../canonical-json.ts';
import { businessDate } from '../civil-date.ts';
import { refuse } from '../refusal.ts';
import type { RulebookDocument, Versioned } from '../rulebook.ts';
import { checkElement } from './check-element.ts';
import { checkParameters } from './check-parameters.ts';
import { elementOf, withoutVersion, type CollectionName, type Elements } from './element.ts';
import type { SetUpProblem } from './set-up-problem.ts';
import { usedBy } from './used-by.ts';

/** The next version of a rulebook, and what it changes for the audit trail (§17): as people wrote it, null for nothing. */
export type SetUpChange = {
  readonly document: RulebookDocument;
  readonly what: { readonly kind: AuditKind; readonly id: string };
  readonly before: object | null;
  readonly after: object | null;
  /** No decision reads what changes, so that no hold need be evaluated. */
  readonly isForNoDecision?: boolean;
};

/** The next rulebook with the element, or `undefined` where it is there already, just so. */
export function putElement<C extends CollectionName>(
  document: RulebookDocument,
  collection: C,
  id: string,
  value: Elements[C],
): SetUpChange | undefined {
  const before = valueOf(elementOf(document, collection, id));
  if (before !== null && isSame(before, value)) return undefined;
  refuseProblems(checkElement(document, collection, id, value));
  // A default reason must stay a release reason (§2.2), so one in use keeps its type.
  if (collection === 'reasons' && before !== null && typeOf(before) !== typeOf(value)) {
    refuseUsed(document, collection, id);
  }
  const next = changed(document, collection, id, before, value);
  if (collection === 'scoringGroups') refuseMisfits(next.document);
  return next;
}

/** The next rulebook without the element; refused where another part of the rulebook names it. */
export function removeElement(
  document: RulebookDocument,
  collection: CollectionName,
  id: string,
): SetUpChange | undefined {
  const before = valueOf(elementOf(document, collection, id));
  if (before === null) return undefined;
  refuseUsed(document, collection, id);
  return changed(document, collection, id, before, null);
}

export function putParameters(
  document: RulebookDocument,
  parameters: Omit<RulebookDocument['parameters'], 'version'>,
): SetUpChange | undefined {
  refuseProblems(checkParameters(document, parameters));
  return putPart(document, 'parameters', 'parameters', parameters);
}

/**
 * §1.1. All amounts are kept in the base currency, so it stays what it was when the entity was created. The business date never
 * goes back: nothing passes on an earlier day than was decided on.
 */
export function putEntity(
  document: RulebookDocument,
  entity: Omit<RulebookDocument['entity'], 'version'>,
  now: string,
): SetUpChange | undefined {
  const { baseCurrency, timeZone } = document.entity;
  if (entity.baseCurrency !== baseCurrency) throw refuse('base-currency-fixed', { baseCurrency });
  const [today, date] = [businessDate(now, timeZone), businessDate(now, entity.timeZone)];
  if (date < today) throw refuse('business-date-would-go-back', { today, date });
  return putPart(document, 'entity', 'legal-entity', entity);
}

function putPart<P extends 'entity' | 'parameters'>(
  document: RulebookDocument,
  part: P,
  kind: AuditKind,
  value: Omit<RulebookDocument[P], 'version'>,
): SetUpChange | undefined {
  const before = withoutVersion(document[part]);
  if (isSame(before, value)) return undefined;
  const version = document.version + 1;
  const next = { ...document, version, [part]: { ...value, version } };
  return { document: next, what: { kind, id: document.legalEntity }, before, after: value };
}

const kinds: Readonly<Record<CollectionName, AuditKind>> = {
  rules: 'rule',
  reasons: 'reason',
  accountStatuses: 'account-status',
  creditManagementGroups: 'credit-management-group',
  paymentTermsRanks: 'payment-terms-rank',
  settlementDiscountRanks: 'settlement-discount-rank',
  rateTypes: 'rate-type',
  scoringGroups: 'scoring-group',
  riskGroups: 'risk-group',
  automaticLimits: 'automatic-limit',
  workflows: 'workflow',
};

function changed(
  document: RulebookDocument,
  collection: CollectionName,
  id: string,
  before: object | null,
  after: object | null,
): SetUpChange {
  const version = document.version + 1;
  const others = Object.entries(document[collection]).filter(([other]) => other !== id);
  const elements = Object.fromEntries(after === null ? others : [...others, [id, { ...after, version }]]);
  const next = { ...document, version, [collection]: elements };
  const isForNoDecision = scoring.includes(collection);
  return { document: next, what: { kind: kinds[collection], id }, before, after, isForNoDecision };
}

/** Risk is scored when a job does so; then the customer changes, and its holds are evaluated (§12.4). */
const scoring: readonly CollectionName[] = ['scoringGroups', 'riskGroups', 'automaticLimits'];

function valueOf(element: Versioned<object> | undefined): object | null {
  return element === undefined ? null : withoutVersion(element);
}

function typeOf(value: object): unknown {
  return 'type' in value ? value.type : undefined;
}

function isSame(before: unknown, after: unknown): boolean {
  return canonicalJson(before) === canonicalJson(after);
}

function refuseProblems(errors: readonly SetUpProblem[]): void {
  if (errors.length > 0) throw refuse('invalid-set-up', { errors });
}

/** §12.5: what automatic limits compare with a scoring group must be a value of it. */
function refuseMisfits(document: RulebookDocument): void {
  const misfit = Object.entries(document.automaticLimits).find(
    ([id, limit]) => checkElement(document, 'automaticLimits', id, limit).length > 0,
  );
  if (misfit !== undefined) throw refuse('in-use', { by: `automatic-limits/${misfit[0]}` });
}

function refuseUsed(document: RulebookDocument, collection: CollectionName, id: string): void {
  const by = usedBy(document, collection, id);
  if (by !== undefined) throw refuse('in-use', { by });
}
