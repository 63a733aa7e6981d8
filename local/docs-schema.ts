import { escaped } from './html.ts';

/** JSON Schema, as far as the viewer reads it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
};

/** What a value may be, in words; an object's fields as a list. */
export function schemaText(schema: Schema): string {
  if (schema.$ref !== undefined) return reference(schema.$ref);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives !== undefined) return oneOf(alternatives);
  if (schema.properties !== undefined) return fields(schema.properties, schema.required ?? []);
  if (schema.items !== undefined) return `list of ${schemaText(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') return `map of ${schemaText(schema.additionalProperties)}`;
  return simple(schema);
}

/** Text with `code` in it. */
export function prose(text: string | undefined): string {
  return escaped(text ?? '').replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

export function reference(target: string): string {
  const name = escaped(target.split('/').at(-1) ?? '');
  return `<a href="#${name}">${name}</a>`;
}

function oneOf(alternatives: readonly Schema[]): string {
  const texts = alternatives.map(schemaText);
  if (texts.every((text) => !text.includes('<ul>'))) return texts.join(' or ');
  return `one of<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
}

function fields(properties: Readonly<Record<string, Schema>>, required: readonly string[]): string {
  const items = Object.entries(properties).map(([name, schema]) => {
    const notes = [required.includes(name) ? '' : 'optional', defaultOf(schema)].filter((note) => note !== '');
    const note = notes.length === 0 ? '' : ` <small>(${notes.join(', ')})</small>`;
    const description = schema.description === undefined ? '' : ` ${prose(schema.description)}`;
    return `<li><code>${escaped(name)}</code>${note}:${description} ${schemaText(schema)}</li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function defaultOf({ default: value }: Schema): string {
  return value === undefined ? '' : `default ${code(value)}`;
}

function simple(schema: Schema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(' | ');
  const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? ['any']).join(' or ');
  const format = schema.format === undefined ? '' : `, ${escaped(schema.format)}`;
  const [example] = schema.examples ?? [];
  return `<small>${escaped(type)}${format}${example === undefined ? '' : `, such as ${code(example)}`}</small>`;
}

function code(value: unknown): string {
  return `<code>${escaped(typeof value === 'string' ? value : JSON.stringify(value))}</code>`;
}
