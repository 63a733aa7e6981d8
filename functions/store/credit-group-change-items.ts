import { writeCreditGroup } from '../../domain/credit-group-set-up.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import { carriedOn, sameClaim } from './account-marks.ts';
import { auditLink, emptyChain, type AuditHead } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import type { GroupAccount } from './credit-groups.ts';
import { groupAccountKey, groupPartition, groupPositionKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

export function nextGroupAccount(
  group: CreditGroup,
  { version, createdBy, marks, position }: GroupAccount,
): GroupAccount {
  return { group, version: version + 1, createdBy, marks, position: { ...position, accountVersion: version + 1 } };
}

export function groupAccountItem({ group, version, createdBy, marks }: GroupAccount) {
  const key = { ...groupAccountKey(group.creditGroup), kind: 'credit-group' };
  return { ...key, ...group, version, createdBy, claim: marks.claim };
}

/** §17, in the group's chain. */
export function groupLinkOf(
  { who, reason, now }: Pick<ChangeContext, 'who' | 'reason' | 'now'>,
  seen: GroupAccount | undefined,
  group: CreditGroup,
) {
  const { creditGroup } = group;
  return auditLink(groupPartition(creditGroup), seen?.position.audit ?? emptyChain, {
    who,
    when: now,
    what: { kind: 'customer-credit-group', id: creditGroup },
    reason,
    before: seen === undefined ? null : writeCreditGroup(seen.group),
    after: writeCreditGroup(group),
  });
}

/**
 * A change of a group, if nobody else changed it since it was read. It moves the policy version, so that no decision under the
 * old account is stored after it, and `relief`. The link that the account carried is filed.
 */
export function groupChangeItems(stored: GroupAccount, seen: GroupAccount, audit: AuditHead): readonly TransactItem[] {
  const filed = carriedOn(groupPartition(stored.group.creditGroup), seen.marks);
  return [...replacedGroup(groupAccountItem(stored), stored, seen, audit), ...filed];
}

/** The account in place of the one that was read, and the position that belongs to it. */
export function replacedGroup(
  Item: object,
  stored: GroupAccount,
  seen: GroupAccount,
  audit: AuditHead,
  ...others: readonly string[]
): readonly TransactItem[] {
  const claim = sameClaim(seen.marks);
  return [
    {
      Put: {
        TableName: tableName(),
        Item: { ...Item },
        ConditionExpression: ['version = :seen', claim.condition, ...others].join(' AND '),
        ExpressionAttributeValues: { ':seen': seen.version, ...claim.values },
      },
    },
    {
      Update: {
        TableName: tableName(),
        Key: groupPositionKey(stored.group.creditGroup),
        UpdateExpression:
          'SET accountVersion = :version, auditNumber = :number, auditHead = :head ADD policyVersion :one, relief :one',
        ConditionExpression: 'auditNumber = :seen',
        ExpressionAttributeValues: {
          ':version': stored.version,
          ':number': audit.number,
          ':head': audit.hash,
          ':one': 1,
          ':seen': seen.position.audit.number,
        },
      },
    },
  ];
}
