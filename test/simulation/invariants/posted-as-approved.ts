import { liveApprovalStates } from '../../../domain/workflow/approval-request.ts';
import { adjustmentCodec } from '../../../functions/store/adjustment-item.ts';
import { approvalCodec } from '../../../functions/store/approval-item.ts';
import { allOfKind, kindOf, partitionOf, type MakeInvariant } from './invariant.ts';

/**
 * §11.1, §11.4, in a scenario where a journal was submitted: it says what its last request says, and once it is posted its largest new
 * limit is the one that was approved.
 */
export const postedAsApproved: MakeInvariant = ({ table }) => {
  const newLimitsOf = (partition: string): readonly bigint[] =>
    allOfKind(table, 'adjustment-line')
      .filter((stored) => partitionOf(stored) === partition)
      .map(({ raw }) => BigInt(raw['newLimit']?.N ?? '-1'));
  const lookAt = (): readonly string[] => {
    const requests = allOfKind(table, 'approval-request').map(({ document }) => approvalCodec(document, 'approval'));
    return allOfKind(table, 'adjustment').flatMap((stored) => {
      const { adjustment: journal } = adjustmentCodec(stored.document, 'adjustment');
      const own = requests.filter(({ about }) => about.for === 'adjustment' && about.adjustment === journal.adjustment);
      if (own.length === 0) return [];
      const last = own.find(({ approval }) => approval.request === journal.approvalRequest);
      const others = own.filter((one) => one !== last && liveApprovalStates.includes(one.approval.state));
      const said = `PostedAsApproved: ${journal.adjustment} is ${journal.state} and ${journal.approvalStatus}`;
      if (last?.approval.state !== journal.approvalStatus) return [`${said}, its request ${last?.approval.state}`];
      if (others.length > 0) return [`${said}, with another request under way`];
      if (journal.state !== 'posted') return [];
      const largest = newLimitsOf(partitionOf(stored)).reduce((most, limit) => (limit > most ? limit : most), -1n);
      const isAsApproved = journal.approvalStatus === 'carried-out' && largest === last.about.amount;
      return isAsApproved ? [] : [`${said}, with ${largest} instead of ${last.about.amount}`];
    });
  };
  return {
    onCommit: ({ changes }) => {
      const isConcerned = changes.some(({ before, after }) =>
        [before, after].some((one) => one !== undefined && ['approval-request', 'adjustment'].includes(kindOf(one))),
      );
      return isConcerned ? lookAt() : [];
    },
  };
};
