import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { beginsWith, contains, isSame, ordered, sizeOf } from './attribute-values.ts';
import { invalid } from './errors.ts';
import { tokensOf, unsupported, type Tokens } from './expression-tokens.ts';
import type { Item } from './memory-table.ts';

/** An attribute, which may be a member of another (`a.b`), or a value, by the name that the expression gives it. */
export type Operand = { readonly kind: 'attribute' | 'value' | 'size'; readonly name: string };

const comparators = ['=', '<>', '<', '<=', '>', '>='] as const;
type Comparator = (typeof comparators)[number];

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly by: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly among: readonly Operand[] }
  | { readonly kind: 'exists' | 'not-exists'; readonly of: Operand }
  | { readonly kind: 'begins-with' | 'contains'; readonly of: Operand; readonly part: Operand };

/** What an expression's names and values stand for. */
export type Placeholders = {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
};

const parsed = new Map<string, Condition>();

/** Parses a condition, filter or key condition, once: the store has few. */
export function conditionOf(expression: string): Condition {
  const known = parsed.get(expression);
  if (known !== undefined) return known;
  const tokens = tokensOf(expression);
  const condition = disjunction(tokens);
  if (tokens.peek() !== '') throw invalid(`${expression}: '${tokens.peek()}' is too much`);
  parsed.set(expression, condition);
  return condition;
}

function disjunction(tokens: Tokens): Condition {
  return joined('or', conjunction, tokens);
}

function conjunction(tokens: Tokens): Condition {
  return joined('and', negation, tokens);
}

function joined(kind: 'and' | 'or', part: (tokens: Tokens) => Condition, tokens: Tokens): Condition {
  const first = part(tokens);
  const parts = [first];
  while (tokens.takeIf(kind)) parts.push(part(tokens));
  return parts.length === 1 ? first : { kind, parts };
}

function negation(tokens: Tokens): Condition {
  if (tokens.takeIf('NOT')) return { kind: 'not', of: negation(tokens) };
  if (!tokens.takeIf('(')) return test(tokens);
  const inner = disjunction(tokens);
  tokens.expect(')');
  return inner;
}

function test(tokens: Tokens): Condition {
  if (tokens.takeIf('attribute_exists')) return { kind: 'exists', of: parameters(tokens, 1)[0] };
  if (tokens.takeIf('attribute_not_exists')) return { kind: 'not-exists', of: parameters(tokens, 1)[0] };
  for (const [name, kind] of [['begins_with', 'begins-with'] as const, ['contains', 'contains'] as const]) {
    if (!tokens.takeIf(name)) continue;
    const [of, part] = parameters(tokens, 2);
    return { kind, of, part };
  }
  const left = operand(tokens);
  if (tokens.takeIf('BETWEEN')) {
    const low = operand(tokens);
    tokens.expect('AND');
    return { kind: 'between', of: left, low, high: operand(tokens) };
  }
  if (tokens.takeIf('IN')) return { kind: 'in', of: left, among: parameters(tokens) };
  const by = tokens.take() as Comparator;
  if (!comparators.includes(by)) throw unsupported('a condition', by);
  return { kind: 'compare', by, left, right: operand(tokens) };
}

function parameters(tokens: Tokens, count: 1): readonly [Operand];
function parameters(tokens: Tokens, count: 2): readonly [Operand, Operand];
function parameters(tokens: Tokens): readonly Operand[];
function parameters(tokens: Tokens, count?: number): readonly Operand[] {
  tokens.expect('(');
  const found = [operand(tokens)];
  while (tokens.takeIf(',')) found.push(operand(tokens));
  tokens.expect(')');
  if (count !== undefined && found.length !== count) throw invalid(`a function takes ${count} parameters`);
  return found;
}

export function operand(tokens: Tokens): Operand {
  if (tokens.takeIf('size')) return { kind: 'size', name: parameters(tokens, 1)[0].name };
  const parts = [tokens.take()];
  while (tokens.takeIf('.')) parts.push(tokens.take());
  const name = parts.join('.');
  const isValue = name.startsWith(':') && parts.length === 1;
  if (parts.some((part) => !(isValue ? /^:\w+$/ : /^#?\w+$/).test(part)) || tokens.peek() === '(') {
    throw unsupported('an expression', name);
  }
  return { kind: isValue ? 'value' : 'attribute', name };
}

/** Whether it is true of an item, which may not be there. A comparison with a missing attribute is false, but for `<>`. */
export function isTrue(condition: Condition, item: Item | undefined, placeholders: Placeholders): boolean {
  const of = (one: Operand) => operandOf(one, item, placeholders);
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => isTrue(part, item, placeholders));
    case 'or':
      return condition.parts.some((part) => isTrue(part, item, placeholders));
    case 'not':
      return !isTrue(condition.of, item, placeholders);
    case 'exists':
      return of(condition.of) !== undefined;
    case 'not-exists':
      return of(condition.of) === undefined;
    case 'compare':
      return isComparedTrue(condition.by, of(condition.left), of(condition.right));
    case 'between':
      return (
        isComparedTrue('>=', of(condition.of), of(condition.low)) &&
        isComparedTrue('<=', of(condition.of), of(condition.high))
      );
    case 'in':
      return condition.among.some((one) => isComparedTrue('=', of(condition.of), of(one)));
    case 'begins-with':
    case 'contains': {
      const [whole, part] = [of(condition.of), of(condition.part)];
      if (whole === undefined || part === undefined) return false;
      return condition.kind === 'contains' ? contains(whole, part) : beginsWith(whole, part);
    }
  }
}

export function operandOf(
  { kind, name }: Operand,
  item: Item | undefined,
  { names, values }: Placeholders,
): AttributeValue | undefined {
  if (kind === 'value') return values[name];
  const [attribute = '', ...members] = pathOf(name, names);
  const value = members.reduce((inside, member) => inside?.M?.[member], item?.[attribute]);
  return kind === 'size' && value !== undefined ? sizeOf(value) : value;
}

/** The attribute, and the member of it, of the member … that an operand names. */
export function pathOf(name: string, names: Placeholders['names']): readonly string[] {
  return name.split('.').map((part) => (part.startsWith('#') ? (names[part] ?? '') : part));
}

function isComparedTrue(by: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (left === undefined || right === undefined) return by === '<>' && left !== right;
  if (by === '=') return isSame(left, right);
  if (by === '<>') return !isSame(left, right);
  const order = ordered(left, right);
  if (order === undefined) return false;
  if (by === '<') return order < 0;
  if (by === '<=') return order <= 0;
  return by === '>' ? order > 0 : order >= 0;
}
