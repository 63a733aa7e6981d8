import { liveApprovalStates } from '../../../domain/workflow/approval-request.ts';
import { isOfAdjustment } from '../../../domain/workflow/adjustment-asked.ts';
import { approvalCodec } from '../../../functions/store/approval-item.ts';
import { holdCodec, isEnded } from '../../../functions/store/hold-item.ts';
import { storedOrderCodec } from '../../../functions/store/order-item.ts';
import { allOfKind, kindOf, putOfKind, type Invariant, type MakeInvariant } from './invariant.ts';

/** §1.5: whoever made a request neither approved it nor decides in another's place. */
export const noSelfApproval: MakeInvariant = (): Invariant => ({
  onCommit: (committed) =>
    putOfKind(committed, 'approval-request').flatMap((stored) => {
      const { approval } = approvalCodec(stored.document, 'approval');
      const { request, requester, approvedBy, delegations } = approval;
      const deciding = [...approvedBy, ...delegations.map(({ to }) => to)];
      if (deciding.includes(requester)) return [`NoSelfApproval: ${requester} decides on ${request}`];
      return new Set(approvedBy).size < approvedBy.length ? [`NoSelfApproval: somebody approves ${request} twice`] : [];
    }),
});

/**
 * §11.3, §11.4: a request ends once; a hold refers to it exactly as long as it has not ended, and only while its order is of the
 * version that it is about; what a workflow wants approved is released with an approval alone.
 */
export const oneTerminalApproval: MakeInvariant = ({ table }): Invariant => {
  const lookAtAll = (): readonly string[] => {
    const requests = allOfKind(table, 'approval-request').map(({ document }) => approvalCodec(document, 'approval'));
    const holds = allOfKind(table, 'hold').map(({ document }) => holdCodec(document, 'hold'));
    const versions = new Map(
      allOfKind(table, 'order').map(({ document }) => {
        const { order } = storedOrderCodec(document, 'order');
        return [order.order, order.terms.version] as const;
      }),
    );
    const open = holds.filter((hold) => !isEnded(hold));
    const referred = new Set(open.map(({ approval }) => approval?.request));
    return [
      ...requests.flatMap(({ approval: { request, state }, about }) =>
        isOfAdjustment(about) || liveApprovalStates.includes(state) === referred.has(request)
          ? []
          : [
              `OneTerminalApproval: ${request} is ${state}, and a hold ${referred.has(request) ? 'refers' : 'does not refer'} to it`,
            ],
      ),
      ...open.flatMap(({ order, approval }) =>
        approval === undefined || approval.orderVersion === versions.get(order)
          ? []
          : [`OneTerminalApproval: ${approval.request} is about another version of ${order}`],
      ),
    ];
  };
  return {
    onCommit: ({ changes }) => {
      const concerned = changes.filter(({ before, after }) =>
        [before, after].some((one) => one !== undefined && ['approval-request', 'hold', 'order'].includes(kindOf(one))),
      );
      const again = concerned.flatMap(({ before, after }) => {
        if (before === undefined || after === undefined || kindOf(before) !== 'approval-request') return [];
        const { approval } = approvalCodec(before.document, 'approval');
        return liveApprovalStates.includes(approval.state)
          ? []
          : [`OneTerminalApproval: ${approval.request} ends twice`];
      });
      const isAbout = table.save().some(({ stored }) => kindOf(stored) === 'approval-request');
      return concerned.length > 0 && isAbout ? [...again, ...lookAtAll(), ...unapproved(changes)] : again;
    },
  };
};

/** In a scenario of approvals whatever a person releases needs one. */
function unapproved(changes: Parameters<NonNullable<Invariant['onCommit']>>[0]['changes']): readonly string[] {
  return changes.flatMap(({ before, after }) => {
    if (before !== undefined || after === undefined || kindOf(after) !== 'hold') return [];
    const { hold, state, end, approval } = holdCodec(after.document, 'hold');
    const isByPerson = state === 'released' && end !== undefined && end.by !== 'automatic';
    return isByPerson && approval === undefined
      ? [`OneTerminalApproval: ${hold} was released without an approval`]
      : [];
  });
}
