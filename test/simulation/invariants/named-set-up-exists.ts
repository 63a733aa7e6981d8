import { referencesOf } from '../../../domain/set-up/customer-reference.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { rulebookPointerKey } from '../../../functions/store/keys.ts';
import { rulebookPointer } from '../../../functions/store/rulebook.ts';
import { customerCodec } from '../../../functions/store/customer-item.ts';
import { entity } from '../stage.ts';
import { allOfKind, kindOf, partitionOf, type MakeInvariant } from './invariant.ts';
import { rulebookOf } from './stored-credit.ts';

/** §3.2: whatever a customer names is set up, although it may be taken away at the moment when it is named. */
export const namedSetUpExists: MakeInvariant = ({ table }) => ({
  onCommit: ({ changes }) => {
    const isLookedAt = changes.some(({ after }) => after !== undefined && changing.includes(kindOf(after)));
    if (!isLookedAt) return [];
    const pointer = table.at(rulebookPointerKey(entity as AuthorizedEntity), table.now());
    const { accountStatuses, creditManagementGroups, reasons, riskGroups } = rulebookOf(
      table,
      rulebookPointer(pointer?.document).version,
    ).document;
    const setUp = {
      'account-status': accountStatuses,
      'credit-management-group': creditManagementGroups,
      'status-reason': reasons,
      'risk-group': riskGroups,
    };
    const own = allOfKind(table, 'account').filter((stored) => partitionOf(stored).startsWith(`C#${entity}#`));
    return own.flatMap(({ document }) =>
      referencesOf(customerCodec(document, 'account'))
        .filter(({ kind, id }) => setUp[kind][id] === undefined)
        .map(({ kind, id }) => `NamedSetUpExists: a customer names ${kind} ${id}, which is gone`),
    );
  },
});

const changing = ['account', 'rulebook-pointer'];
