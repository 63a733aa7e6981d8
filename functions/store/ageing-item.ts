import type { CustomerId } from '../../domain/ids.ts';
import type { Ageing } from '../../domain/position.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item, minor, optional, type Codec } from './codec.ts';
import { ageingKey } from './keys.ts';
import { packedItems, packItems } from './packed-items.ts';

/** The ageing carries the `seq` of the position that it belongs to. */
export type StoredAgeing = Ageing & { readonly seq: number };

export const ageingCodec: Codec<StoredAgeing> = item({
  items: packedItems,
  unappliedCash: minor,
  threshold: optional(minor),
  seq: integer,
});

export function ageingItem(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { items, unappliedCash, threshold, seq }: StoredAgeing,
): Readonly<Record<string, unknown>> {
  const key = ageingKey(entity, customer);
  return { ...key, kind: 'ageing', items: packItems(items), unappliedCash, threshold, seq };
}
