import { isDeepStrictEqual } from 'node:util';
import type { CreditGroupId, CustomerId } from '../../../domain/ids.ts';
import { noExposure, plus } from '../../../domain/position.ts';
import { differencesOf } from '../../../domain/reconcile.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { readAwaitedRates } from '../../../functions/store/awaited-rates.ts';
import { readCredit } from '../../../functions/store/credit-state.ts';
import { readDocuments } from '../../../functions/store/customer-documents.ts';
import { entity } from '../stage.ts';
import { allOfKind, kindOf, partitionOf, type MakeInvariant, type Scene } from './invariant.ts';
import { groupOf, positionOf } from './stored-credit.ts';

/** A group is the sum of its members after every commit, and a customer that of its documents. */
export const ledgerEqualsPosition: MakeInvariant = ({ table, isThorough }) => ({
  onCommit: async ({ changes }) => {
    const isMoved = changes.some(({ after, before }) => {
      const stored = after ?? before;
      return stored !== undefined && moving.includes(kindOf(stored));
    });
    if (!isMoved) return [];
    return isThorough ? differences(table) : groupDifferences(table);
  },
  atTheEnd: () => differences(table),
});

const moving = ['position', 'credit-group-position', 'credit-group-member'];

async function differences(table: Scene['table']): Promise<readonly string[]> {
  const own = `C#${entity}#`;
  const customers = allOfKind(table, 'position')
    .map(partitionOf)
    .filter((partition) => partition.startsWith(own))
    .map((partition) => partition.slice(own.length) as CustomerId);
  return [...(await Promise.all(customers.map(customerDifferences))).flat(), ...groupDifferences(table)];
}

function groupDifferences(table: Scene['table']): readonly string[] {
  return allOfKind(table, 'credit-group').flatMap(({ document }) => {
    const creditGroup = document['creditGroup'] as CreditGroupId;
    const members = table
      .partition(`G#${creditGroup}`, table.now)
      .flatMap((stored) =>
        kindOf(stored) === 'credit-group-member' ? [stored.document['customer'] as CustomerId] : [],
      );
    const added = members.map((member) => positionOf(table, member).sums).reduce(plus, noExposure);
    const { sums } = groupOf(table, creditGroup);
    if (isDeepStrictEqual(added, sums)) return [];
    return [`LedgerEqualsPosition: group ${creditGroup} is ${text(sums)}, its members ${text(added)}`];
  });
}

/** What reconciliation reports (§14). */
async function customerDifferences(customer: CustomerId): Promise<readonly string[]> {
  const [credit, awaited, documents] = await Promise.all([
    readCredit(entity as AuthorizedEntity, customer, true),
    readAwaitedRates(entity as AuthorizedEntity, customer),
    readDocuments(entity as AuthorizedEntity, customer),
  ]);
  const { sums, unconverted } = credit.position;
  return differencesOf({ sums, unconverted, awaited, ageing: credit.ageing }, documents).map(
    (one) => `LedgerEqualsPosition: ${customer}: ${text(one)}`,
  );
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? `${member}` : member));
}
