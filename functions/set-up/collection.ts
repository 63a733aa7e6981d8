import * as z from 'zod';
import type { CollectionName, Elements } from '../../domain/set-up/element.ts';
import { code, legalEntityId, version } from '../wire.ts';

/** A collection of a rulebook as the API shows it; its four operations are derived from this. */
export type Collection<C extends CollectionName, Id extends string, Path extends string> = {
  readonly name: C;
  /** The path parameter, and what an entry of the list calls its id. */
  readonly id: Id;
  readonly path: Path;
  readonly noun: string;
  readonly idSchema: z.ZodType<string, string>;
  readonly value: z.ZodType<Elements[C], Elements[C]>;
  /** What saving an element warns of; with it the answer has a member `warnings`. */
  readonly warnings?: {
    readonly schema: z.ZodType;
    readonly of: (value: Elements[C]) => readonly object[];
  };
};

export type AnyCollection = { readonly [C in CollectionName]: Collection<C, string, string> }[CollectionName];

export function collection<C extends CollectionName, const Id extends string, const Path extends string>(
  declared: Omit<Collection<C, Id, Path>, 'idSchema'> & { readonly idSchema?: z.ZodType<string, string> },
): Collection<C, Id, Path> {
  return { idSchema: code, ...declared };
}

type Parameters = z.ZodObject<{ readonly legalEntity: typeof legalEntityId } & Readonly<Record<string, z.ZodType>>>;

/** The path parameters of one element. */
export function elementParams({ id, idSchema }: AnyCollection): Parameters {
  return z.strictObject({ legalEntity: legalEntityId, [id]: idSchema }) as unknown as Parameters;
}

/** An element as a list shows it: with its id, and the version that is its ETag. */
export function listedElement({ id, idSchema, value }: AnyCollection): z.ZodType {
  return withMembers(value, { [id]: idSchema, version });
}

/** A schema with more members; of a union, each alternative. */
export function withMembers(schema: z.ZodType, members: Readonly<Record<string, z.ZodType>>): z.ZodType {
  if (schema instanceof z.ZodObject) return schema.safeExtend(members);
  if (!(schema instanceof z.ZodUnion)) throw new Error('only objects and unions of objects have members');
  const [first, ...rest] = schema.options.map((option) => withMembers(option as z.ZodType, members));
  return z.union([first ?? z.never(), ...rest]);
}
