import { emptyChain, type AuditHead } from '../../../functions/store/audit.ts';
import { placedLink, withCarried, type StoredLink } from '../../../functions/store/carried-links.ts';
import { linkAfter } from '../../../functions/store/link-after.ts';
import { auditPrefix } from '../../../functions/store/keys.ts';
import type { Stored } from '../store/memory-table.ts';
import { kindOf, partitionOf, type MakeInvariant } from './invariant.ts';

const audited = ['hold', 'account', 'credit-group', 'rulebook-pointer'];

/** §17: what must be audited changes with a link in the same chain, and every chain is whole. */
export const auditComplete: MakeInvariant = ({ table }) => {
  const grown = new Set<string>();
  return {
    onCommit: ({ changes }) => {
      const stored = changes.flatMap(({ after, before }) => after ?? before ?? []);
      // A posting has the account carry the link (docs/adr/0021).
      const carrying = changes.flatMap(({ before, after }) =>
        after !== undefined && hashCarriedBy(after) !== hashCarriedBy(before) ? [after] : [],
      );
      const filed = stored.filter((one) => kindOf(one) === 'audit');
      const linked = new Set([...filed, ...carrying].map(partitionOf));
      for (const partition of linked) grown.add(partition);
      const silent = stored.filter((one) => audited.includes(kindOf(one)) && !linked.has(partitionOf(one)));
      return silent.map((one) => `AuditComplete: a ${kindOf(one)} of ${partitionOf(one)} changed without a link`);
    },
    atTheEnd: () => {
      return [...grown].flatMap((partition) => {
        const items = table.partition(partition, table.now);
        const head = items.find(({ raw }) => raw['auditHead'] !== undefined);
        const filed = items.filter(({ raw }) => raw['sk']?.S?.startsWith(auditPrefix)).map(({ document }) => document);
        const carried = items
          .map(({ document }) => placedLink(partition, document['link']))
          .filter((link) => link !== undefined);
        const found = lastOf(partition, withCarried(filed, carried));
        const isWhole =
          typeof found !== 'string' &&
          found.number === Number(head?.raw['auditNumber']?.N) &&
          found.hash === head?.raw['auditHead']?.S;
        return isWhole ? [] : [`AuditComplete: the chain of ${partition} is broken`];
      });
    },
  };
};

/** The last link, or what is wrong with the first that is. */
function lastOf(partition: string, links: readonly StoredLink[]): AuditHead | string {
  let last: AuditHead = emptyChain;
  for (const link of links) {
    const next = linkAfter(partition, last, link);
    if (typeof next === 'string') return next;
    last = next;
  }
  return last;
}

function hashCarriedBy(stored: Stored | undefined): string | undefined {
  return stored?.raw['link']?.M?.['hash']?.S;
}
