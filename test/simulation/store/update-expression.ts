import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { difference, isNumber, sum } from './attribute-values.ts';
import { operand, operandOf, pathOf, type Operand, type Placeholders } from './condition.ts';
import { invalid } from './errors.ts';
import { tokensOf, unsupported, type Tokens } from './expression-tokens.ts';
import type { Item } from './memory-table.ts';

type Value =
  | Operand
  | { readonly kind: 'plus' | 'minus'; readonly left: Value; readonly right: Value }
  | { readonly kind: 'if-not-exists'; readonly attribute: Operand; readonly otherwise: Value }
  | { readonly kind: 'list-append'; readonly first: Value; readonly second: Value };

type Action =
  | { readonly kind: 'set'; readonly name: string; readonly value: Value }
  | { readonly kind: 'add' | 'delete'; readonly name: string; readonly value: Operand }
  | { readonly kind: 'remove'; readonly name: string };

const parsed = new Map<string, readonly Action[]>();

function actionsOf(expression: string): readonly Action[] {
  const known = parsed.get(expression);
  if (known !== undefined) return known;
  const tokens = tokensOf(expression);
  const actions: Action[] = [];
  while (tokens.peek() !== '') {
    const clause = clauses[tokens.take().toUpperCase()];
    if (clause === undefined) throw unsupported(expression, 'another clause than SET, ADD, REMOVE or DELETE');
    do actions.push(clause(tokens));
    while (tokens.takeIf(','));
  }
  if (actions.length === 0) throw invalid('an update expression must not be empty');
  parsed.set(expression, actions);
  return actions;
}

const clauses: Readonly<Record<string, (tokens: Tokens) => Action>> = {
  SET: (tokens) => {
    const { name } = operand(tokens);
    tokens.expect('=');
    return { kind: 'set', name, value: valueOf(tokens) };
  },
  ADD: (tokens) => ({ kind: 'add', name: operand(tokens).name, value: operand(tokens) }),
  DELETE: (tokens) => ({ kind: 'delete', name: operand(tokens).name, value: operand(tokens) }),
  REMOVE: (tokens) => ({ kind: 'remove', name: operand(tokens).name }),
};

function valueOf(tokens: Tokens): Value {
  const left = term(tokens);
  if (tokens.takeIf('+')) return { kind: 'plus', left, right: term(tokens) };
  return tokens.takeIf('-') ? { kind: 'minus', left, right: term(tokens) } : left;
}

function term(tokens: Tokens): Value {
  if (tokens.takeIf('if_not_exists')) {
    const [attribute, otherwise] = pair(tokens);
    return { kind: 'if-not-exists', attribute: attribute as Operand, otherwise };
  }
  if (!tokens.takeIf('list_append')) return operand(tokens);
  const [first, second] = pair(tokens);
  return { kind: 'list-append', first, second };
}

function pair(tokens: Tokens): readonly [Value, Value] {
  tokens.expect('(');
  const first = valueOf(tokens);
  tokens.expect(',');
  const second = valueOf(tokens);
  tokens.expect(')');
  return [first, second];
}

/** Refuses what is wrong whatever the item holds. */
export function checkUpdate(expression: string, placeholders: Placeholders): void {
  const paths = actionsOf(expression).map(({ name }) => pathOf(name, placeholders.names));
  const isInside = (inner: readonly string[], outer: readonly string[]): boolean =>
    outer.every((part, index) => inner[index] === part);
  const doOverlap = paths.some((one, index) => paths.some((other, at) => at !== index && isInside(one, other)));
  if (doOverlap) throw invalid('two document paths overlap');
  for (const action of actionsOf(expression)) {
    if (action.kind !== 'add' && action.kind !== 'delete') continue;
    const value = placeholders.values[action.value.name];
    const isFit = value?.SS !== undefined || (action.kind === 'add' && value?.N !== undefined);
    if (!isFit) throw wrongType();
  }
}

/** The attributes that an update leaves of those that there were; every operand is of the item before. */
export function updated(expression: string, before: Item, placeholders: Placeholders): Item {
  const after: Record<string, AttributeValue> = { ...before };
  for (const action of actionsOf(expression)) {
    const [name = '', ...members] = pathOf(action.name, placeholders.names);
    if (action.kind === 'set') {
      after[name] = withAt(after[name], members, present(evaluated(action.value, before, placeholders)));
      continue;
    }
    if (members.length > 0) throw unsupported(expression, 'another clause than SET for a member of an attribute');
    if (action.kind === 'remove') delete after[name];
    else {
      const value = present(operandOf(action.value, before, placeholders));
      const result = action.kind === 'add' ? added(before[name], value) : without(before[name], value);
      if (result === undefined) delete after[name];
      else after[name] = result;
    }
  }
  return after;
}

/** An attribute with another member; the map that it is a member of must be there. */
function withAt(
  before: AttributeValue | undefined,
  [member, ...rest]: readonly string[],
  value: AttributeValue,
): AttributeValue {
  if (member === undefined) return value;
  if (before?.M === undefined)
    throw invalid('the document path provided in the update expression is invalid for update');
  return { M: { ...before.M, [member]: withAt(before.M[member], rest, value) } };
}

function evaluated(value: Value, item: Item, placeholders: Placeholders): AttributeValue | undefined {
  const of = (one: Value) => evaluated(one, item, placeholders);
  switch (value.kind) {
    case 'plus':
      return sum(present(of(value.left)), present(of(value.right)));
    case 'minus':
      return difference(present(of(value.left)), present(of(value.right)));
    case 'if-not-exists':
      return of(value.attribute) ?? of(value.otherwise);
    case 'list-append':
      return { L: [...listOf(of(value.first)), ...listOf(of(value.second))] };
    default:
      return operandOf(value, item, placeholders);
  }
}

function added(before: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (isNumber(value)) {
    if (before !== undefined && !isNumber(before)) throw wrongType();
    return before === undefined ? value : sum(before, value);
  }
  if (value.SS === undefined || (before !== undefined && before.SS === undefined)) throw wrongType();
  return { SS: [...new Set([...(before?.SS ?? []), ...value.SS])] };
}

function without(before: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  const { SS: taken } = value;
  if (taken === undefined || (before !== undefined && before.SS === undefined)) throw wrongType();
  const left = (before?.SS ?? []).filter((member) => !taken.includes(member));
  return left.length === 0 ? undefined : { SS: left };
}

function listOf(value: AttributeValue | undefined): readonly AttributeValue[] {
  if (value?.L === undefined) throw wrongType();
  return value.L;
}

function present(value: AttributeValue | undefined): AttributeValue {
  if (value === undefined)
    throw invalid('the provided expression refers to an attribute that does not exist in the item');
  return value;
}

function wrongType(): Error {
  return invalid('an operand in the update expression has an incorrect data type');
}
