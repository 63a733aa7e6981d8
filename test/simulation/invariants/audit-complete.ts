import { auditLinkCodec, isChainIntact } from '../../../functions/store/audit.ts';
import { auditPrefix } from '../../../functions/store/keys.ts';
import { kindOf, partitionOf, type MakeInvariant } from './invariant.ts';

const audited = ['hold', 'account', 'credit-group', 'rulebook-pointer'];

/** §17: what must be audited changes with a link in the same chain, and every chain is whole. */
export const auditComplete: MakeInvariant = ({ table }) => {
  const grown = new Set<string>();
  return {
    onCommit: ({ changes }) => {
      const stored = changes.flatMap(({ after, before }) => after ?? before ?? []);
      const linked = new Set(stored.filter((one) => kindOf(one) === 'audit').map(partitionOf));
      for (const partition of linked) grown.add(partition);
      const silent = stored.filter((one) => audited.includes(kindOf(one)) && !linked.has(partitionOf(one)));
      return silent.map((one) => `AuditComplete: a ${kindOf(one)} of ${partitionOf(one)} changed without a link`);
    },
    atTheEnd: () => {
      return [...grown].flatMap((partition) => {
        const items = table.partition(partition, table.now);
        const head = items.find(({ raw }) => raw['auditHead'] !== undefined);
        const links = items
          .filter(({ raw }) => raw['sk']?.S?.startsWith(auditPrefix))
          .map(({ document }) => auditLinkCodec(document, 'audit'));
        const last = { number: Number(head?.raw['auditNumber']?.N), hash: head?.raw['auditHead']?.S ?? '' };
        return isChainIntact(partition, links, last) ? [] : [`AuditComplete: the chain of ${partition} is broken`];
      });
    },
  };
};
