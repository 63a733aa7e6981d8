import { invalid } from './errors.ts';

/** The tokens of one expression, taken from left to right. */
export type Tokens = {
  /** The next one, without taking it; '' at the end. */
  readonly peek: () => string;
  readonly take: () => string;
  /** Takes the next one if it is this, whatever the case of its letters. */
  readonly takeIf: (token: string) => boolean;
  readonly expect: (token: string) => void;
};

const token = /\s*(<=|>=|<>|[=<>(),.+-]|[:#]\w+|\w+)/y;

/** Paths into lists (`a[0]`) are not supported: the store uses none. */
export function tokensOf(expression: string): Tokens {
  const all: string[] = [];
  token.lastIndex = 0;
  for (let end = 0; end < expression.trimEnd().length; end = token.lastIndex) {
    const [, found] = token.exec(expression) ?? [];
    if (found === undefined) throw unsupported(expression, expression.slice(end));
    all.push(found);
  }
  let at = 0;
  const peek = (): string => all[at] ?? '';
  const takeIf = (wanted: string): boolean => {
    if (peek().toUpperCase() !== wanted.toUpperCase()) return false;
    at += 1;
    return true;
  };
  return {
    peek,
    take: () => {
      const taken = peek();
      if (taken === '') throw invalid(`${expression} ends too soon`);
      at += 1;
      return taken;
    },
    takeIf,
    expect: (wanted) => {
      if (!takeIf(wanted)) throw invalid(`${expression}: ${wanted} is missing before '${peek()}'`);
    },
  };
}

/** Not a failure of the service: what the simulation cannot do must not look like what DynamoDB refuses. */
export function unsupported(expression: string, what: string): Error {
  return new Error(`the in-memory table does not support '${what}' in: ${expression}`);
}
