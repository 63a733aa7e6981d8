import { visit } from 'jsonc-parser';
import { pointerOf } from './json-pointer.ts';
import { InvalidRequest } from './problem.ts';

/** Deeper than any document of ours or any posting parameters, and far from where a recursive reader overflows. */
const maxDepth = 64;

/**
 * The value of JSON text. What a reader would alter without a word is refused (§16): of two members of one name one would
 * be lost, and a number beyond a double's precision would lose digits.
 */
export function parseJsonText(source: string): unknown {
  const value: unknown = JSON.parse(source);
  const names: Set<string>[] = [];
  let depth = 0;
  const enter = (): void => {
    depth += 1;
    if (depth > maxDepth) throw refused('', 'too_deep', `is nested deeper than ${maxDepth} levels`);
  };
  const leave = (): void => {
    depth -= 1;
  };
  visit(source, {
    onObjectBegin: () => {
      enter();
      names.push(new Set());
    },
    onObjectEnd: () => {
      leave();
      names.pop();
    },
    onArrayBegin: enter,
    onArrayEnd: leave,
    onObjectProperty: (name, _offset, _length, _line, _character, pathOf) => {
      const siblings = names.at(-1);
      // No member of ours is named so, and readers that copy members one by one drop or obey it.
      if (name === '__proto__')
        throw refused(pointerOf([...pathOf(), name]), 'reserved_key', 'is not a name to use', 422);
      if (siblings?.has(name) === true)
        throw refused(pointerOf([...pathOf(), name]), 'duplicate_key', 'appears twice in one object');
      siblings?.add(name);
    },
    onLiteralValue: (literal, offset, length, _line, _character, pathOf) => {
      if (typeof literal !== 'number' || isExact(source.slice(offset, offset + length))) return;
      throw refused(pointerOf(pathOf()), 'unsafe_number', 'has more digits than a number keeps; send it as text', 422);
    },
    onError: () => {
      throw refused('', 'invalid_json', 'is not JSON');
    },
  });
  return value;
}

/** 400 where the text as a whole cannot be read for one value, 422 where one field of it is wrong. */
function refused(pointer: string, code: string, detail: string, status: 400 | 422 = 400): InvalidRequest {
  return new InvalidRequest([{ pointer, code, detail }], status);
}

/** A double is written in at most 24 characters; what is many times longer says more than one, or nothing. */
const maxNumberLength = 64;

/** Whether the double nearest to a number is written as the same decimal. */
function isExact(written: string): boolean {
  return written.length <= maxNumberLength && decimalOf(written) === decimalOf(String(Number(written)));
}

/** Sign, digits and power of ten, the same for every way to write a decimal. */
function decimalOf(written: string): string | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(written);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`;
  const significant = digits.replace(/0+$/, '');
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return /[1-9]/.test(digits) ? `${sign}${significant.replace(/^0+/, '')}e${power}` : '0';
}
