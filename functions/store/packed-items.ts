import { addDays, daysBetween, parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import type { Ageing } from '../../domain/position.ts';
import type { Codec } from './codec.ts';
import { codeOf, codesIn, orderFor } from './golomb-codes.ts';

type Items = Ageing['items'];

/** The first byte: how the rest is read. */
const format = 1;
/** The day before the first that a date can name. */
const dayZero = '0000-12-31' as CivilDate;
/** Of the numbers that come first. */
const headOrder = 6;

/**
 * Open amounts by due date, ascending, as bits: of each the days since the one before and the amount (docs/adr/0011). None
 * stored is below zero; what was worked out from reads of two moments may be, and must reach the condition that refuses it.
 */
export function packItems(items: Items): Uint8Array {
  const gaps = items.map(({ dueDate }, index) =>
    BigInt(daysBetween(items[index - 1]?.dueDate ?? dayZero, dueDate) - 1),
  );
  const least = items.reduce((lowest, { open }) => (open < lowest ? open : lowest), 0n);
  const amounts = items.map(({ open }) => open - least);
  const [gapOrder, amountOrder] = [orderFor(gaps), orderFor(amounts)];
  const head = [items.length, gapOrder, amountOrder, -least].map((number) => codeOf(BigInt(number), headOrder));
  const body = gaps.map((gap, index) => codeOf(gap, gapOrder) + codeOf(amounts[index] ?? 0n, amountOrder));
  return Buffer.concat([Buffer.of(format), bytesOf([...head, ...body].join(''))]);
}

/** What `packItems` wrote; anything else fails. */
export const packedItems: Codec<Items> = (stored, name) => {
  if (!(stored instanceof Uint8Array) || stored[0] !== format) throw unknown(name);
  const codes = codesIn(bitsOf(stored.subarray(1)));
  const count = codes.next(headOrder);
  const [gapOrder, amountOrder] = [Number(codes.next(headOrder)), Number(codes.next(headOrder))];
  const least = -codes.next(headOrder);
  const items: { dueDate: CivilDate; open: bigint }[] = [];
  let day = 0n;
  for (let index = 0n; index < count; index += 1n) {
    day += codes.next(gapOrder) + 1n;
    items.push({ dueDate: addDays(dayZero, Number(day)), open: codes.next(amountOrder) + least });
  }
  const isLastDate = parseCivilDate(items.at(-1)?.dueDate ?? '1970-01-01') !== undefined;
  if (!isLastDate || !codes.isAtEnd()) throw unknown(name);
  return items;
};

function unknown(name: string): Error {
  return new TypeError(`stored attribute ${name} is not what was packed`);
}

/** A one in front keeps leading zeros; zeros at the end fill the last byte. */
function bytesOf(bits: string): Uint8Array {
  const whole = bits.padEnd(8 * Math.ceil(bits.length / 8), '0');
  return Buffer.from(BigInt(`0b1${whole}`).toString(16).slice(1), 'hex');
}

function bitsOf(bytes: Uint8Array): string {
  return BigInt(`0x1${Buffer.from(bytes).toString('hex')}`)
    .toString(2)
    .slice(1);
}
