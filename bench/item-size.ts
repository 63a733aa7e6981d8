import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Readonly<Record<string, AttributeValue>>;

/** Bytes that DynamoDB counts for an item, by the rule that its documentation gives ("Item sizes and formats"). */
export function itemSize(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + valueSize(value), 0);
}

/** Write units of a transaction that leaves these items: each is written twice, per started kilobyte. */
export function transactionUnits(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + 2 * Math.ceil(itemSize(item) / 1024), 0);
}

const nestingBytes = 3;

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return bytes(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.L !== undefined) return value.L.reduce((sum, entry) => sum + 1 + valueSize(entry), nestingBytes);
  if (value.M !== undefined) {
    const members = Object.entries(value.M);
    return members.reduce((sum, [name, member]) => sum + 1 + bytes(name) + valueSize(member), nestingBytes);
  }
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  throw new Error(`no size is known for ${Object.keys(value).join()}`);
}

/** A byte for two significant digits, one for the exponent, one for a sign. */
function numberSize(number: string): number {
  const digits = number.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
