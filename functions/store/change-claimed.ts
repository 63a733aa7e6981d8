import { hasSameLimits, type CustomerChange } from '../../domain/customer-set-up.ts';
import { groupWithLimits, withLimits, type HeldLimits } from '../../domain/held-limits.ts';
import { unmarked } from './account-marks.ts';
import { givenBackItem, type Claiming } from './claim-limits.ts';
import { groupChangeItems, groupLinkOf, nextGroupAccount } from './credit-group-change-items.ts';
import { groupEvents, isLimitChanged } from './credit-group-limit-change.ts';
import { changeItems } from './customer-change-items.ts';
import { groupPartition } from './keys.ts';
import type { StoredHolder } from './limit-holders.ts';
import { outboxItem } from './outbox.ts';
import type { PostingContext } from './posted-holder.ts';
import type { TransactItem } from './transact.ts';

/** The writes that change claimed limits and end the claim with them: what is claimed no more has been changed (§12.3). */
export function claimedChange(
  context: PostingContext,
  claiming: Claiming,
  holder: StoredHolder,
  after: HeldLimits,
): readonly TransactItem[] {
  const changed =
    holder.kind === 'customer' ? customerItems(context, holder, after) : groupItems(context, holder, after);
  return changed ?? [givenBackItem(claiming, holder)];
}

type Holder<Kind extends StoredHolder['kind']> = Extract<StoredHolder, { readonly kind: Kind }>;

function customerItems(
  context: PostingContext,
  { seen }: Holder<'customer'>,
  limits: HeldLimits,
): readonly TransactItem[] | undefined {
  const { adjustment, document, today } = context;
  const before = seen.customer;
  const after = withLimits(before, limits, today);
  if (hasSameLimits(before, after)) return undefined;
  const change: CustomerChange = { before, after, isLimitChanged: true, adjustment };
  return changeItems(context, change, document, seen).items;
}

function groupItems(
  { who, now, adjustment: reason }: PostingContext,
  { seen }: Holder<'credit-group'>,
  limits: HeldLimits,
): readonly TransactItem[] | undefined {
  const before = seen.group;
  const after = groupWithLimits(before, limits);
  if (!isLimitChanged(before, after)) return undefined;
  const { creditGroup } = before;
  const partition = groupPartition(creditGroup);
  const link = groupLinkOf({ who, reason, now }, seen, after);
  const stored = { ...nextGroupAccount(after, seen), marks: unmarked };
  return [
    ...groupChangeItems(stored, seen, link.head),
    link.item,
    ...groupEvents(before, after, stored.version, now).map((event) => outboxItem(partition, event)),
  ];
}
