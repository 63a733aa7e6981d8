import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { auditLinkCodec } from '../../../functions/store/audit.ts';
import type { AuditChain } from '../../../functions/store/audit-chain.ts';
import { auditPrefix } from '../../../functions/store/keys.ts';
import { dynamo, tableName } from '../../../functions/store/table.ts';

/** An item as the table has it, past all codecs. */
export type Raw = Readonly<Record<string, AttributeValue>>;
/** What is in the table of a chain: its links in their order, and the item that holds its head. */
export type StoredChain = { readonly links: readonly Raw[]; readonly head: Raw };

export async function storedChain({ partition, headKey }: AuditChain): Promise<StoredChain> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: partition }, ':prefix': { S: auditPrefix } },
      ConsistentRead: true,
    }),
  );
  const { pk, sk } = headKey;
  const { Item = {} } = await dynamo.send(
    new GetItemCommand({ TableName: tableName(), Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return { links: Items, head: Item };
}

/** Makes the table have this of a chain, and nothing else. */
export async function keepChain(chain: AuditChain, wanted: StoredChain): Promise<void> {
  const { links } = await storedChain(chain);
  const wantedKeys = new Set(wanted.links.map(keyText));
  for (const link of links.filter((one) => !wantedKeys.has(keyText(one)))) {
    const { pk, sk } = link;
    await dynamo.send(
      new DeleteItemCommand({ TableName: tableName(), Key: { pk, sk } as Record<string, AttributeValue> }),
    );
  }
  for (const Item of [...wanted.links, wanted.head]) {
    await dynamo.send(new PutItemCommand({ TableName: tableName(), Item }));
  }
}

function keyText({ pk, sk }: Raw): string {
  return JSON.stringify([pk, sk]);
}

/** What reading a chain shows of it: where this is the same, nothing that anybody sees was altered. */
export function shown({ links, head }: StoredChain): string {
  const read = links.map((link) => {
    const stored = unmarshall(link, { wrapNumbers: (text) => text });
    try {
      const { before, after } = auditLinkCodec(stored, 'link');
      return { ...stored, before, after };
    } catch {
      return 'unreadable';
    }
  });
  return JSON.stringify([read, head['auditNumber'], head['auditHead']]);
}
