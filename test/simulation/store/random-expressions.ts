import { between, oneOf } from '../random.ts';
import type { Input } from './request.ts';

/** An expression being made: what its placeholders stand for. */
export type Making = {
  readonly random: () => number;
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
};

/** Each mostly of the type that its name stands for; `gone` is never there. */
export const attributes = ['n', 'm', 's', 't', 'l', 'set', 'row', 'gone'];

export function making(random: () => number): Making {
  return { random, names: {}, values: {} };
}

export function valueOf(random: () => number, like: string): unknown {
  if (like === 'n' || like === 'm') return random() < 0.5 ? between(random, -3, 3) : BigInt(between(random, -3, 3));
  if (like === 's' || like === 't') return oneOf(random, ['', 'a', 'ab', 'ü', '\u{1f600}', '\uffff', 'Z']);
  if (like === 'l') return Array.from({ length: between(random, 0, 2) }, () => between(random, 0, 2));
  if (like === 'set') return new Set(['a', oneOf(random, ['b', 'c'])]);
  if (like === 'row') return { n: between(random, 0, 2), text: 'x', bytes: new Uint8Array([1, 2]), none: null };
  return random() < 0.5;
}

/** What a request says of its expressions' placeholders. */
export function placeholders({ names, values }: Making): Input {
  return {
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
}

/** DynamoDB keeps these words for itself. */
const reserved = ['set', 'row'];

export function attribute({ random, names }: Making, name: string): string {
  if (random() < 0.5 && !reserved.includes(name)) return name;
  names[`#${name}`] = name;
  return `#${name}`;
}

export function value(made: Making, like: string): string {
  return given(made, valueOf(made.random, like));
}

function given({ values }: Making, one: unknown): string {
  const name = `:v${Object.keys(values).length}`;
  values[name] = one;
  return name;
}

export function condition(made: Making, depth: number): string {
  const { random } = made;
  if (depth === 0 || random() < 0.5) return test(made);
  const [left, right] = [condition(made, depth - 1), condition(made, depth - 1)];
  return oneOf(random, [
    `${left} AND ${right}`,
    `(${left} OR ${right})`,
    `${left} or ${right}`,
    `NOT ${left} AND ${right}`,
  ]);
}

function test(made: Making): string {
  const { random } = made;
  const name = oneOf(random, attributes);
  const like = random() < 0.85 ? name : oneOf(random, attributes);
  const at = (one: string) => attribute(made, one);
  const of = (one: string) => value(made, one);
  return oneOf(random, [
    () => `attribute_exists(${at(name)})`,
    () => `attribute_not_exists(${at(oneOf(random, ['pk', name]))})`,
    () => `${at(name)} ${oneOf(random, ['=', '<>'])} ${of(like)}`,
    () => `${at('n')} ${oneOf(random, ['<', '<=', '>', '>=', '='])} ${of(random() < 0.9 ? 'm' : 's')}`,
    () => `${at('s')} ${oneOf(random, ['<', '<=', '>', '>='])} ${of('t')}`,
    () => `${at('n')} <= ${at('m')}`,
    () => `begins_with(${at('s')}, ${of('t')})`,
    () => `contains(${at('s')}, ${of('t')})`,
    () => `contains(${at('l')}, ${of('n')})`,
    () => `contains(${at('set')}, ${of('s')})`,
    () => `${at('n')} IN (${of('n')}, ${of('m')})`,
    () => `${at('row')}.n ${oneOf(random, ['=', '<>', '<'])} ${of('n')}`,
    () => `attribute_exists(${at(oneOf(random, ['row', 's', 'gone']))}.n)`,
    () => `${at('n')} BETWEEN ${given(made, between(random, -2, 0))} AND ${given(made, between(random, 0, 2))}`,
    () => `size(${at(oneOf(random, ['s', 'l', 'set', 'row']))}) ${oneOf(random, ['<', '>='])} ${of('m')}`,
  ])();
}

/** Each attribute is changed once at most, which is all that DynamoDB takes. */
export function update(made: Making): string {
  const { random } = made;
  const names = attributes.toSorted(() => random() - 0.5);
  const next = (...fit: readonly string[]): readonly string[] => {
    const found = random() < 0.4 ? names.findIndex((name) => fit.length === 0 || fit.includes(name)) : -1;
    return found === -1 ? [] : names.splice(found, 1);
  };
  const clauses = [
    ...clause(
      'ADD',
      [...next('n', 'm'), ...next('set')].map((name) => `${attribute(made, name)} ${value(made, name)}`),
    ),
    ...clause(
      'DELETE',
      next('set').map((name) => `${attribute(made, name)} ${value(made, name)}`),
    ),
    ...clause(
      'SET',
      [...next(), ...next()].map((name) => `${changed(made, name)} = ${assigned(made, name)}`),
    ),
    ...clause(
      'REMOVE',
      next().map((name) => attribute(made, name)),
    ),
  ];
  return clauses.length === 0 ? 'REMOVE gone' : clauses.join(' ');
}

function clause(word: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : [`${word} ${parts.join(', ')}`];
}

/** Now and then a member of the row, which may not be there. */
function changed(made: Making, name: string): string {
  const at = attribute(made, name);
  return name === 'row' && made.random() < 0.5 ? `${at}.n` : at;
}

function assigned(made: Making, name: string): string {
  const { random } = made;
  const at = (one: string) => attribute(made, one);
  const of = (one: string) => value(made, one);
  if (name === 'l') return `list_append(if_not_exists(${at('l')}, ${of('l')}), ${of('l')})`;
  if (name !== 'n' && name !== 'm') return random() < 0.8 ? of(name) : at(oneOf(random, attributes));
  return oneOf(random, [
    () => of(name),
    () => `${at('n')} + ${of('n')}`,
    () => `${at('m')} - ${of('n')}`,
    () => `if_not_exists(${at(oneOf(random, attributes))}, ${of(name)})`,
  ])();
}
