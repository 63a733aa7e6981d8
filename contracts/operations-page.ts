import { areas, type Area } from '../functions/contract.ts';
import { operations } from '../functions/operations.ts';
import { roles } from '../functions/roles.ts';
import { areaDescriptions } from './area-descriptions.ts';
import { markdownTable } from './markdown-table.ts';
import { problemSchemas } from './problem-schemas.ts';
import { problemsOf, type Operation, type ProblemCode } from './problems-of.ts';
import { rolesOf } from './roles-of.ts';

/** The reference of the operations, for people. */
export function operationsPage(): string {
  return `# Operations

<!-- Written by \`npm run openapi\` from the contracts; edit those. -->

${operations.length} operations. [openapi.json](openapi.json) has their fields; [problems.md](problems.md) says what each refusal
means. Beside the refusals named here, every operation may answer ${everywhere.map(problemLink).join(', ')}, and API
Gateway its own 401 and 429. _Who_: the roles that may call it, in the legal entity that it is about.

${areas.map(section).join('\n\n')}

${[...problemSchemas.keys()].map((code) => `[${code}]: problems.md#${code}`).join('\n')}
`;
}

/** What every operation may answer, and is therefore not said with each. */
const everywhere = ['invalid-request', 'not-allowed', 'defect', 'busy'] as const satisfies readonly ProblemCode[];

function section(area: Area): string {
  const rows = (operations as readonly Operation[]).filter((operation) => operation.area === area).map(cellsOf);
  const table = markdownTable(['Operation', 'Request', 'Who', 'Answers', 'Refusals'], rows);
  return `## ${area}\n\n${areaDescriptions[area]}\n\n${table}`;
}

function cellsOf(operation: Operation): readonly string[] {
  return [
    `**${operation.name}** ${operation.summary}`,
    `\`${operation.method} ${operation.path}\``,
    whoOf(operation.name),
    statusesOf(operation),
    refusalsOf(operation).map(problemLink).join(', '),
  ];
}

function whoOf(name: Operation['name']): string {
  const needed = rolesOf(name);
  return roles.every((role) => needed.includes(role)) ? 'any role' : needed.join(', ');
}

function statusesOf({ response, status }: Operation): string {
  if (response === null) return '204';
  return status === 'created' ? '200, 201' : '200';
}

function refusalsOf(operation: Operation): readonly ProblemCode[] {
  const codes = new Set([...problemsOf(operation).values()].flat());
  return [...codes].filter((code) => !(everywhere as readonly ProblemCode[]).includes(code));
}

function problemLink(code: ProblemCode): string {
  return `[${code}]`;
}
