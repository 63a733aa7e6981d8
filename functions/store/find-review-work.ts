import { businessDate, type CivilDate } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { sumConverted } from '../../domain/conversion.ts';
import { countedExposure, creditPositionOn } from '../../domain/credit-position.ts';
import { groupLimitOn } from '../../domain/credit-limit.ts';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import {
  datedWorkOfCustomer,
  datedWorkOfGroup,
  watchedCredit,
  type ReviewSubject,
  type ReviewWork,
} from '../../domain/review-work.ts';
import { isUnknown } from '../../domain/rules/verdict.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { batchGet } from './batch-get.ts';
import { findGroup, readHoldPointers, readRatesFor } from './credit-groups.ts';
import { queryPartition, readRulebookInForce } from './credit-state.ts';
import { readStanding } from './credit-standing.ts';
import { groupPartsOf } from './group-state.ts';
import { accountKey, customerPartition, groupAccountKey, openHoldPrefix, presenceKey, type Key } from './keys.ts';

/** The review work of a subject as it is now. */
export type FoundWork = {
  readonly name: string;
  readonly creditManagementGroup?: string | undefined;
  readonly today: CivilDate;
  readonly work: readonly ReviewWork[];
  /** The account that its dates are of, and how it was. */
  readonly account: { readonly key: Key; readonly attribute: 'policyVersion' | 'version'; readonly seen: number };
};

/** Consistent; `undefined` where the legal entity has no such customer, or no member in such a group (§1.3). */
export async function findReviewWork(
  entity: AuthorizedEntity,
  subject: ReviewSubject,
  inForce: Promise<Rulebook> = readRulebookInForce(entity, true),
): Promise<FoundWork | undefined> {
  const rulebook = await inForce;
  const today = businessDate(businessInstant(entity), rulebook.timeZone);
  if (subject.kind === 'customer') return workOfCustomer(entity, subject.id, rulebook, today);
  return workOfGroup(entity, subject.id, rulebook, today);
}

async function workOfCustomer(
  entity: AuthorizedEntity,
  id: CustomerId,
  rulebook: Rulebook,
  today: CivilDate,
): Promise<FoundWork | undefined> {
  const [standing, holds] = await Promise.all([
    standingOf(entity, id, rulebook, today),
    queryPartition(customerPartition(entity, id), openHoldPrefix, true, 1),
  ]);
  if (standing === undefined) return undefined;
  const { state, unknown, policyVersion } = standing;
  const { customer } = state;
  const { exposure, limit, limitsTested } = creditPositionOn(rulebook, state, today, unknown);
  const isWatched = limitsTested.includes('own') && !customer.excludeFromCreditManagement && holds.length === 0;
  const { currency, parameters } = rulebook;
  const watched =
    !isWatched || exposure === undefined || isUnknown(limit)
      ? undefined
      : watchedCredit({ exposure, limit: limit.total, currency }, parameters.creditWatchPercent);
  const dated = datedWorkOfCustomer(customer, state.group !== undefined, rulebook, today);
  return {
    name: customer.name,
    creditManagementGroup: customer.creditManagementGroup,
    today,
    work: [...dated, ...(watched === undefined ? [] : [watched])],
    account: { key: accountKey(entity, id), attribute: 'policyVersion', seen: policyVersion },
  };
}

async function standingOf(entity: AuthorizedEntity, id: CustomerId, rulebook: Rulebook, today: CivilDate) {
  try {
    return await readStanding(entity, id, rulebook, today);
  } catch (error) {
    if (error instanceof Refusal && (error as Refusal).code === 'not-found') return undefined;
    throw error;
  }
}

/** What is used of its limit is counted as the legal entity's parameters say, and a hold of any member is one. */
async function workOfGroup(
  entity: AuthorizedEntity,
  id: CreditGroupId,
  rulebook: Rulebook,
  today: CivilDate,
): Promise<FoundWork | undefined> {
  const [found, present, holds] = await Promise.all([
    findGroup(id, true),
    batchGet([presenceKey(id, entity)]),
    readHoldPointers(id, 1),
  ]);
  if (found === undefined || present.length === 0) return undefined;
  const { group, position, version } = found;
  const { parameters } = rulebook;
  const parts = groupPartsOf({ group, position, rulebooks: await readRatesFor(found, [], true) });
  const exposure = sumConverted(
    parts.map(({ sums, conversion }) => ({ amount: countedExposure(parameters, sums), conversion })),
  );
  const isWatched = parameters.checkGroupLimit && holds.length === 0 && position.unconverted === 0;
  const { total: limit } = groupLimitOn(group, today);
  const watched =
    isWatched && typeof exposure === 'bigint'
      ? watchedCredit({ exposure, limit, currency: group.currency }, parameters.creditWatchPercent)
      : undefined;
  return {
    name: group.description,
    today,
    work: [...datedWorkOfGroup(group, rulebook, today), ...(watched === undefined ? [] : [watched])],
    account: { key: groupAccountKey(id), attribute: 'version', seen: version },
  };
}
