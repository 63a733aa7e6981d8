import { businessDate, daysBetween, type CivilDate } from '../domain/civil-date.ts';
import type { CustomerId } from '../domain/ids.ts';
import { parseAmount } from '../domain/money.ts';
import type { HoldFilters } from './hold-filters.ts';
import { isOneOf } from './is-one-of.ts';
import { isWithin } from './is-within.ts';
import type { HoldRow } from './store/hold-item.ts';

/** What filters need to know of the legal entity of a hold. */
export type HoldSetting = {
  readonly currency: string;
  readonly timeZone: string;
  readonly today: CivilDate;
  /** Of the credit group that was asked for; `undefined` where none was. */
  readonly members?: ReadonlySet<CustomerId> | undefined;
};

/** §8.4: whether a hold fits every filter that was given. */
export function fitsFilters(row: HoldRow, setting: HoldSetting, filters: HoldFilters): boolean {
  return fitsWhat(row, setting, filters) && fitsDays(row, setting, filters);
}

function fitsWhat(row: HoldRow, setting: HoldSetting, filters: HoldFilters): boolean {
  const { hasOwner, isForced } = filters;
  const currency = row.currency ?? setting.currency;
  return (
    isOneOf(filters.state, row.state) &&
    isOneOf(filters.customer, row.customer) &&
    setting.members?.has(row.customer) !== false &&
    isOneOf(filters.creditManagementGroup, row.creditManagementGroup) &&
    (filters.reason === undefined || filters.reason.some((reason) => row.reasons.includes(reason))) &&
    isOneOf(filters.checkpoint, row.checkpoint) &&
    isOneOf(filters.currency, currency) &&
    isWithin(row.amount, minor(filters.amountFrom, currency), minor(filters.amountTo, currency)) &&
    isOneOf(filters.owner, row.owner) &&
    (hasOwner === undefined || hasOwner === (row.owner !== undefined)) &&
    (isForced === undefined || isForced === row.isForced)
  );
}

function fitsDays(row: HoldRow, { timeZone, today }: HoldSetting, filters: HoldFilters): boolean {
  const { heldFrom, heldTo, endedFrom, endedTo, olderThanDays, hasReviewDate } = filters;
  return (
    isWithin(businessDate(row.heldAt, timeZone), heldFrom, heldTo) &&
    isWithin(row.endedAt && businessDate(row.endedAt, timeZone), endedFrom, endedTo) &&
    (olderThanDays === undefined || daysBetween(businessDate(row.heldAt, timeZone), today) > olderThanDays) &&
    isWithin(row.reviewDate, filters.reviewDateFrom, filters.reviewDateTo) &&
    (hasReviewDate === undefined || hasReviewDate === (row.reviewDate !== undefined))
  );
}

function minor(text: string | undefined, currency: string): bigint | undefined {
  return text === undefined ? undefined : parseAmount(text, currency);
}
