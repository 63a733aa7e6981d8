import type { CivilDate } from '../../domain/civil-date.ts';
import { endedHoldStates, isForced, type Hold, type HoldReason, type HoldState } from '../../domain/hold.ts';
import type { CustomerId, HoldId, OrderId } from '../../domain/ids.ts';
import type { Checkpoint } from '../../domain/order.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { flag, integer, item, list, minor, optional, text, textAs, type Codec } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { endedHoldKey, joined, openHoldKey } from './keys.ts';

/** What the hold list shows of a hold, as the index projects it (docs/explanation/shape.md, "Storage"). */
export const holdRowCodec = item({
  hold: textAs<HoldId>(),
  order: textAs<OrderId>(),
  customer: textAs<CustomerId>(),
  creditManagementGroup: optional(text),
  heldAt: text,
  state: textAs<HoldState>(),
  reasons: list(textAs<HoldReason['code']>()),
  checkpoint: optional(textAs<Checkpoint>()),
  currency: optional(text),
  amount: minor,
  shortfall: optional(minor),
  reviewDate: optional(textAs<CivilDate>()),
  owner: optional(text),
  isForced: flag,
  endedAt: optional(text),
});
export type HoldRow = ReturnType<typeof holdRowCodec>;

/** What the row does not show. Only `version` is a condition's. */
type Rest = Omit<Hold, Exclude<keyof HoldRow, 'reasons'> | 'version'>;

const storedHold = item({ row: holdRowCodec, rest: evidenceAs<Rest>(), version: integer });

export const holdCodec: Codec<Hold> = (stored, name) => {
  const { row, rest, version } = storedHold(stored, name);
  const { reasons: _reasons, checkpoint: _checkpoint, isForced: _isForced, endedAt: _endedAt, ...shown } = row;
  return { ...shown, ...rest, version };
};

export function openHoldsList(entity: AuthorizedEntity): string {
  return joined('holds', entity);
}
export function endedHoldsList(entity: AuthorizedEntity): string {
  return joined('ended-holds', entity);
}

export function isEnded(hold: Hold): boolean {
  return (endedHoldStates as readonly HoldState[]).includes(hold.state);
}

/** The writes that bring a hold from what is stored to what it is now; an ended one moves to where ended ones are. */
export function holdWrites(entity: AuthorizedEntity, hold: Hold, previous: Hold | undefined, tableName: string) {
  const isSeen =
    previous === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': previous.version } };
  const openKey = openHoldKey(entity, hold.customer, hold.hold);
  const Item = itemOf(entity, hold);
  if (!isEnded(hold)) return [{ Put: { TableName: tableName, Item, ...isSeen } }];
  return [{ Delete: { TableName: tableName, Key: openKey, ...isSeen } }, { Put: { TableName: tableName, Item } }];
}

function itemOf(entity: AuthorizedEntity, hold: Hold): Readonly<Record<string, unknown>> {
  const key = isEnded(hold) ? endedHoldKey : openHoldKey;
  return {
    ...key(entity, hold.customer, hold.hold),
    kind: 'hold',
    version: hold.version,
    rest: deflateEvidence(restOf(hold)),
    listKey: isEnded(hold) ? endedHoldsList(entity) : openHoldsList(entity),
    listSort: joined(hold.end?.at ?? hold.heldAt, hold.hold, entity),
    row: rowOf(hold),
  };
}

function restOf(hold: Hold): Rest {
  const { number, reasons, posting, postingParameters, amountAtHold, rulebook, note } = hold;
  const { approval, approvalCount, releasing, end } = hold;
  const held = { number, reasons, posting, postingParameters, amountAtHold, rulebook, note };
  return { ...held, approval, approvalCount, releasing, end };
}

function rowOf(hold: Hold): HoldRow {
  const codes = hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code);
  // One code may be given of the group's limit and of the own.
  const active = [...new Set(codes)];
  return {
    hold: hold.hold,
    order: hold.order,
    customer: hold.customer,
    creditManagementGroup: hold.creditManagementGroup,
    heldAt: hold.heldAt,
    state: hold.state,
    reasons: active,
    checkpoint: hold.posting?.checkpoint,
    currency: hold.currency,
    amount: hold.amount,
    shortfall: hold.shortfall,
    reviewDate: hold.reviewDate,
    owner: hold.owner,
    isForced: isForced(hold),
    endedAt: hold.end?.at,
  };
}
