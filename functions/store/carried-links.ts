import { auditKey } from './keys.ts';

/** A link of an audit chain as stored, whatever it is. */
export type StoredLink = Readonly<Record<string, unknown>>;

/** The link that an account carries (docs/adr/0021), in its place of the chain; `undefined` where it carries none. */
export function placedLink(partition: string, carried: unknown): StoredLink | undefined {
  if (typeof carried !== 'object' || carried === null) return undefined;
  const link = carried as StoredLink;
  return { ...link, ...auditKey(partition, Number(link['number'])) };
}

/**
 * The links of a chain in their order, filed and carried. One that was filed while they were read is both; of two that differ in
 * one place both stay, so that verifying finds them.
 */
export function withCarried(filed: readonly StoredLink[], carried: readonly StoredLink[]): readonly StoredLink[] {
  const others = carried.filter(({ sk, hash }) => !filed.some((link) => link['sk'] === sk && link['hash'] === hash));
  if (others.length === 0) return filed;
  return [...filed, ...others].toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1));
}
