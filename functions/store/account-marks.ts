import type { AdjustmentId, JobId, LegalEntityId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { auditLinkCodec, filedLink } from './audit.ts';
import { item, optional, textAs, type Decoded } from './codec.ts';
import type { TransactItem } from './transact.ts';

/**
 * What the account of a customer or customer credit group carries beside what it shows (docs/adr/0021): which journal has
 * claimed its limits and for which posting, and the last link of its audit chain where a posting had no room to file it.
 */
export const marksCodec = item({
  claim: optional(
    item({ legalEntity: textAs<LegalEntityId>(), adjustment: textAs<AdjustmentId>(), job: textAs<JobId>() }),
  ),
  link: optional(auditLinkCodec),
});
export type AccountMarks = Decoded<typeof marksCodec>;
export type Claim = NonNullable<AccountMarks['claim']>;

export const unmarked: AccountMarks = { claim: undefined, link: undefined };

/** What must be so at commit of whoever replaces an account: the same claim, or none, as was seen. */
export function sameClaim({ claim }: AccountMarks) {
  return claim === undefined
    ? { condition: 'attribute_not_exists(claim)', values: {} }
    : { condition: 'claim = :claim', values: { ':claim': claim } };
}

/** Whoever replaces an account files the link that it carries. */
export function carriedOn(partition: string, { link }: AccountMarks): readonly TransactItem[] {
  return link === undefined ? [] : [filedLink(partition, link)];
}

export function isClaimOf(claim: Claim | undefined, own: Claim | undefined): boolean {
  return claim !== undefined && claim.legalEntity === own?.legalEntity && claim.job === own.job;
}

/** §1.3: the journal of another legal entity is not named. */
export function claimedBy({ legalEntity, adjustment }: Claim, entities: readonly LegalEntityId[]): AdjustmentId | null {
  return entities.includes(legalEntity) ? adjustment : null;
}

/** §12.3: a claimed limit cannot be changed otherwise. */
export function refuseClaimed({ claim }: AccountMarks, entities: readonly LegalEntityId[]): void {
  if (claim !== undefined) throw refuse('limit-claimed', { adjustment: claimedBy(claim, entities) });
}
