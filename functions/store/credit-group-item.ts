import type { CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import type { CreditGroupId, LegalEntityId, Subject } from '../../domain/ids.ts';
import { noExposure, plus, type ExposureSum, type ExposureSums } from '../../domain/position.ts';
import { marksCodec, type AccountMarks } from './account-marks.ts';
import type { AuditHead } from './audit.ts';
import { flag, integer, item, list, minor, text, textAs, type Codec } from './codec.ts';

const date = textAs<CivilDate>();

/** A group with the version of its account: its ETag. */
export type StoredAccount = {
  readonly group: CreditGroup;
  readonly version: number;
  readonly createdBy: Subject;
  readonly marks: AccountMarks;
};

const accountFields = item({
  creditGroup: textAs<CreditGroupId>(),
  description: text,
  creditLimit: minor,
  currency: text,
  expiryDate: date,
  temporaryLimits: list(item({ from: date, to: date, amount: minor })),
  considerMembersOverdue: flag,
  createdBy: textAs<Subject>(),
  version: integer,
});

export const groupAccountCodec: Codec<StoredAccount> = (stored, name) => {
  const { version, createdBy, ...group } = accountFields(stored, name);
  return { group, version, createdBy, marks: marksCodec(stored, name) };
};

/** §4.4: the members of one legal entity whose currency is not the group's, with the newest rates a decision used of it. */
export type SumsApart = {
  readonly legalEntity: LegalEntityId;
  readonly currency: string;
  readonly members: number;
  readonly rates: number;
  readonly sums: ExposureSums;
};

/**
 * A group's position (docs/explanation/shape.md, "Storage"): four sums of the members whose legal entities have its currency
 * together, and of each other legal entity apart, since each has rates of its own (docs/adr/0012).
 * `policyVersion` moves with the account and with every change of membership, `relief` with everything that can free credit
 * of any member; `accountVersion` is that of the account it belongs to.
 */
export type GroupPosition = {
  readonly sums: ExposureSums;
  readonly apart: readonly SumsApart[];
  readonly policyVersion: number;
  readonly accountVersion: number;
  readonly relief: number;
  readonly members: number;
  /** How many documents of its members lack an exchange rate (§5.3). */
  readonly unconverted: number;
  readonly audit: AuditHead;
};

const positionFields = item({
  policyVersion: integer,
  accountVersion: integer,
  relief: integer,
  members: integer,
  unconverted: integer,
  auditNumber: integer,
  auditHead: text,
});

export const sumNames: readonly ExposureSum[] = ['balance', 'toDelivered', 'toOrders', 'toHeld'];

/** Whose sums: of all members whose legal entities have the group's currency, or of one other legal entity. */
export type SumsOf = LegalEntityId | 'group';

/** A legal entity keeps its base currency, and a group its own, so that what a member counts in never changes. */
export function sumsOf(legalEntity: LegalEntityId, currency: string, groupCurrency: string): SumsOf {
  return currency === groupCurrency ? 'group' : legalEntity;
}

/** No legal entity's attribute is named like another's, whatever their ids are: no suffix holds an underscore. */
export function sumAttribute(of: SumsOf, what: ExposureSum | 'members' | 'currency' | 'rates'): string {
  return of === 'group' ? what : `@${of}_${what}`;
}

export const groupPositionCodec: Codec<GroupPosition> = (stored, name) => {
  const { auditNumber, auditHead, ...rest } = positionFields(stored, name);
  const apart = legalEntitiesIn(stored).map((legalEntity) => sumsApart(stored, name, legalEntity));
  return {
    ...rest,
    sums: sumsIn(stored, name, 'group'),
    apart,
    audit: { number: auditNumber, hash: auditHead },
  };
};

function sumsApart(stored: unknown, name: string, legalEntity: LegalEntityId): SumsApart {
  const of = (what: 'members' | 'currency' | 'rates'): unknown =>
    (stored as Readonly<Record<string, unknown>>)[sumAttribute(legalEntity, what)];
  return {
    legalEntity,
    currency: text(of('currency'), `${name}.currency`),
    members: integer(of('members'), `${name}.members`),
    rates: integer(of('rates'), `${name}.rates`),
    sums: sumsIn(stored, name, legalEntity),
  };
}

const membersSuffix = sumAttribute('' as LegalEntityId, 'members').slice(1);

function legalEntitiesIn(stored: unknown): readonly LegalEntityId[] {
  const names = Object.keys(stored as Readonly<Record<string, unknown>>);
  const ofMembers = names.filter((name) => name.startsWith('@') && name.endsWith(membersSuffix));
  return ofMembers.map((name) => name.slice(1, -membersSuffix.length) as LegalEntityId).toSorted();
}

function sumsIn(stored: unknown, name: string, of: SumsOf): ExposureSums {
  const fields = item(Object.fromEntries(sumNames.map((sum) => [sumAttribute(of, sum), minor])))(stored, name);
  const sums = Object.fromEntries(sumNames.map((sum) => [sum, fields[sumAttribute(of, sum)]]));
  return { ...noExposure, ...sums };
}

/** The position after the sums of a member have moved. */
export function withSumsMoved(position: GroupPosition, of: SumsOf, moved: ExposureSums): GroupPosition {
  if (of === 'group') return { ...position, sums: plus(position.sums, moved) };
  const apart = position.apart.map((part) =>
    part.legalEntity === of ? { ...part, sums: plus(part.sums, moved) } : part,
  );
  return { ...position, apart };
}
