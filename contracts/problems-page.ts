import { operations } from '../functions/operations.ts';
import { problemType } from '../functions/problem-type.ts';
import { markdownTable } from './markdown-table.ts';
import { problemsOf, type Operation, type ProblemCode } from './problems-of.ts';
import { problemSchemas } from './problem-schemas.ts';
import { problemTitles } from './problem-titles.ts';
import { remedies } from './remedies.ts';

/** The reference of every problem document, for people. */
export function problemsPage(): string {
  const codes = [...problemSchemas.keys()].sort();
  return `# Problems

<!-- Written by \`npm run openapi\` from the catalogue of refusals; edit that. -->

A request that fails answers with a problem document (RFC 9457), content type \`application/problem+json\`: \`type\` is
\`${problemType('')}\` and one of the codes below, \`title\` says it in words that may change, \`status\` repeats the status,
and the members named below give the facts. Nothing was stored. In front of the functions API Gateway answers some
requests itself, with \`{"message": …}\`: 401 without a valid token, 413 and 429, and 500 or 503 where no function ran.
A path that no operation has answers 404 with the code \`unknown-path\`.

${markdownTable(
  ['Code', 'Status'],
  codes.map((code) => [`[${code}](#${code})`, statusesOf(code).join(', ')]),
)}

${codes.map(section).join('\n\n')}
`;
}

function section(code: ProblemCode): string {
  const members = membersOf(code);
  return [
    `## ${code}`,
    `**Status** ${statusesOf(code).join(', ')}`,
    `**When** ${problemTitles.get(code)}`,
    `**What to do** ${remedies[code]}`,
    ...(members.length === 0 ? [] : [`**Members** ${members.map((name) => `\`${name}\``).join(', ')}`]),
    `**Operations** ${operationsWith(code)}`,
  ].join('\n\n');
}

function statusesOf(code: ProblemCode): readonly unknown[] {
  return [...(problemSchemas.get(code)?.shape['status']?._zod.values ?? [])];
}

function membersOf(code: ProblemCode): readonly string[] {
  const shared = new Set(['type', 'title', 'status']);
  return Object.keys(problemSchemas.get(code)?.shape ?? {}).filter((name) => !shared.has(name));
}

/** Problems that stand inside of an answer, or come from a door that is no operation. */
export const elsewhere: Readonly<Partial<Record<ProblemCode, readonly string[]>>> = {
  'not-found': ['in the results of release-holds, reject-holds and withdraw-releases'],
  'unknown-reference': ['in the results of release-holds and reject-holds'],
  'idempotency-key-reused': ['in the results of release-holds, reject-holds and withdraw-releases'],
  'hold-not-open': ['in the results of release-holds and reject-holds'],
  'hold-being-released': ['in the results of release-holds and reject-holds'],
  'hold-awaiting-approval': ['in the results of release-holds and reject-holds'],
  'no-other-approver': ['in the results of release-holds and reject-holds'],
  'release-not-withdrawable': ['in the results of withdraw-releases'],
  'release-above-authority': ['in the results of release-holds, reject-holds and withdraw-releases'],
  'exchange-rate-missing': ['in the results of release-holds, reject-holds and withdraw-releases'],
  'no-posting-to-release': ['in the results of release-holds'],
  'wrong-reason-type': ['in the results of release-holds and reject-holds'],
  'date-before-clock': ['the clock of the local runtime'],
};

function operationsWith(code: ProblemCode): string {
  const all = operations as readonly Operation[];
  const names = all.filter((operation) => [...problemsOf(operation).values()].flat().includes(code));
  if (names.length === all.length) return 'all';
  return [...names.map(({ name }) => name), ...(elsewhere[code] ?? [])].join(', ');
}
