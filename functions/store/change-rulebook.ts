import type { Subject } from '../../domain/ids.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { SetUpChange } from '../../domain/set-up/change-set-up.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { auditLink } from './audit.ts';
import { offerItems } from './customer-references.ts';
import { entityPartition } from './keys.ts';
import { outboxItem } from './outbox.ts';
import { readRulebookDocument, readRulebookPointer, type RulebookPointer } from './rulebook.ts';
import { movePointerItem, rulebookVersionItem } from './rulebook-version.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import type { TransactItem } from './transact.ts';

/** Who changes set-up, and when (`now`: business time; `deadlineMs`: real time). */
export type ChangeContext = {
  readonly entity: AuthorizedEntity;
  readonly who: Subject;
  /** §17 */
  readonly reason?: string | undefined;
  readonly now: string;
  readonly deadlineMs: number;
};

/**
 * Makes the next version of the rulebook from the one in force, and answers what is then in force. `change` is asked
 * again where another change came first, so that it sees, and checks If-Match against, what that one left. It throws
 * refusals; `undefined` changes nothing, and then nothing is written.
 */
export async function changeRulebook(
  context: ChangeContext,
  change: (document: RulebookDocument) => SetUpChange | undefined,
): Promise<RulebookDocument> {
  return retrying(context.deadlineMs, async (patience) => {
    const pointer = await readRulebookPointer(context.entity);
    const document = await readRulebookDocument(context.entity, pointer.version);
    const changed = change(document);
    if (changed === undefined) return document;
    const offer = await offerItems(context.entity, changed);
    await writeUnlessOutrun([...changeItems(context, pointer, changed), ...offer], patience);
    return changed.document;
  });
}

function changeItems(context: ChangeContext, pointer: RulebookPointer, changed: SetUpChange): readonly TransactItem[] {
  const { entity, who, reason, now } = context;
  const { document, what, before, after, isForNoDecision = false } = changed;
  const partition = entityPartition(entity);
  const link = auditLink(partition, pointer.audit, { who, when: now, what, reason, before, after });
  return [
    rulebookVersionItem(entity, document),
    movePointerItem(entity, pointer, { version: document.version, audit: link.head }),
    link.item,
    ...(isForNoDecision ? [] : [evaluateEntity(entity, document.version, now)]),
  ];
}

function evaluateEntity(entity: AuthorizedEntity, rulebook: number, occurredAt: string): TransactItem {
  return outboxItem(entityPartition(entity), {
    id: `rulebook-${rulebook}`,
    type: 'evaluate-entity',
    legalEntity: entity,
    data: { rulebook },
    occurredAt,
  });
}
