import { obstacleToDeciding } from '../../domain/workflow/approvers.ts';
import type { Actor, AuthorizedEntity } from '../actor.ts';
import { pageOfWanted, type Page, type PageQuery } from '../page.ts';
import type { ApprovalRow } from '../store/approval-item.ts';
import { listOpenApprovals, type ListedApproval } from '../store/approvals.ts';

type Mine = ListedApproval & { readonly waitsFor: 'decision' | 'resubmission' };

/** §11.2: what waits for somebody by their role or name, or in another's place, and what came back to them. */
export async function myApprovals(
  actor: Actor,
  entities: readonly AuthorizedEntity[],
  query: PageQuery,
): Promise<Page<Mine>> {
  const scope = JSON.stringify(['list-my-approvals', actor.subject, entities]);
  return pageOfWanted(
    scope,
    query,
    async (stretch) => {
      const entries = await listOpenApprovals(entities, stretch);
      return entries.map((entry) => {
        const waitsFor = entry.row.state === 'in-progress' ? ('decision' as const) : ('resubmission' as const);
        return { ...entry, waitsFor, isWanted: waitsForMe(actor, entry.row) };
      });
    },
    ({ sort }) => sort,
  );
}

function waitsForMe({ subject, grants }: Actor, row: ApprovalRow): boolean {
  const { state, requester, asked, approvedBy, delegations, legalEntity } = row;
  if (state === 'sent-back' || state === 'failed') return requester === subject;
  if (state !== 'in-progress') return false;
  const me = { subject, roles: grants.get(legalEntity)?.roles ?? [] };
  return obstacleToDeciding({ requester, steps: [asked], step: 0, approvedBy, delegations }, me) === undefined;
}
