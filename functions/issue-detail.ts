import type * as z from 'zod/mini';

/** What is wrong with a value, in words for people: `zod/mini` has none. A schema's own message comes before these. */
export function issueDetail(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `must be ${oneOf(issue.options)}` : 'is not valid';
    case 'too_small':
      return `must ${bound('least', issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${bound('most', issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return `must have the format ${issue.format === 'regex' ? issue.pattern : issue.format}`;
    case 'unrecognized_keys':
      return 'is not a field of this request';
    default:
      return 'is not valid';
  }
}

function oneOf(values: readonly z.core.util.Primitive[]): string {
  const names = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  return names.length === 1 ? `${names[0]}` : `one of ${names.join(', ')}`;
}

const counted: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

function bound(side: 'least' | 'most', limit: number | bigint, origin: string): string {
  const unit = counted[origin];
  return unit === undefined ? `be at ${side} ${limit}` : `have at ${side} ${limit} ${unit}`;
}
