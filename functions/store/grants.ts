import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { LegalEntityId, Subject } from '../../domain/ids.ts';
import type { Grant } from '../actor.ts';
import type { Role } from '../roles.ts';
import { integer, item, list, optional, record, text, textAs } from './codec.ts';
import { userKey } from './keys.ts';
import { table, tableName } from './table.ts';

/** All grants of one user are one item, so that a request costs one read and a revocation one write. */
export const userCodec = item({
  version: integer,
  grants: record(item({ roles: list(textAs<Role>()), releaseAuthority: optional(text), version: integer })),
});

const freshForMs = 60_000;
const known = new Map<Subject, { readonly grants: ReadonlyMap<LegalEntityId, Grant>; readonly readAtMs: number }>();

/** §1.6: a revoked grant has no effect after 60 s at the latest. Real time, never the settable clock. */
export async function grantsOf(subject: Subject): Promise<ReadonlyMap<LegalEntityId, Grant>> {
  const cached = known.get(subject);
  if (cached !== undefined && Date.now() - cached.readAtMs < freshForMs) return cached.grants;
  const readAtMs = Date.now();
  const { Item } = await table.send(
    new GetCommand({ TableName: tableName(), Key: userKey(subject), ConsistentRead: true }),
  );
  const stored = Item === undefined ? {} : userCodec(Item, 'user').grants;
  const grants = new Map(Object.entries(stored).map(([legalEntity, grant]) => [legalEntity as LegalEntityId, grant]));
  if (known.size >= 1_000) known.clear();
  known.set(subject, { grants, readAtMs });
  return grants;
}

/** So that the next look is at the table; whether anything was remembered. */
export function forgetGrants(subject: Subject): boolean {
  return known.delete(subject);
}
