import * as z from 'zod/mini';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { CollectionName, Elements } from '../../domain/set-up/element.ts';
import { code, legalEntityId, version } from '../wire.ts';

/** A collection of a rulebook as the API shows it; its four operations are derived from this. */
export type Collection<C extends CollectionName, Id extends string, Path extends string> = {
  readonly name: C;
  /** The path parameter, and what an entry of the list calls its id. */
  readonly id: Id;
  readonly path: Path;
  readonly noun: string;
  readonly idSchema: z.ZodMiniType<string, string>;
  readonly value: z.ZodMiniType<Elements[C], Elements[C]>;
  /** What saving an element warns of; with it the answer has a member `warnings`. */
  readonly warnings?: {
    readonly schema: z.ZodMiniType;
    readonly of: (value: Elements[C], document: RulebookDocument, id: string) => readonly object[];
  };
};

export type AnyCollection = { readonly [C in CollectionName]: Collection<C, string, string> }[CollectionName];

export function collection<C extends CollectionName, const Id extends string, const Path extends string>(
  declared: Omit<Collection<C, Id, Path>, 'idSchema'> & { readonly idSchema?: z.ZodMiniType<string, string> },
): Collection<C, Id, Path> {
  return { idSchema: code, ...declared };
}

type Parameters = z.ZodMiniObject<
  { readonly legalEntity: typeof legalEntityId } & Readonly<Record<string, z.ZodMiniType>>
>;

/** The path parameters of one element. */
export function elementParams({ id, idSchema }: AnyCollection): Parameters {
  return z.strictObject({ legalEntity: legalEntityId, [id]: idSchema });
}

/** An element as a list shows it: with its id, and the version that is its ETag. */
export function listedElement({ id, idSchema, value }: AnyCollection): z.ZodMiniType {
  return withMembers(value, { [id]: idSchema, version });
}

/** A schema with more members; of a union, each alternative. */
export function withMembers(schema: z.ZodMiniType, members: Readonly<Record<string, z.ZodMiniType>>): z.ZodMiniType {
  if (schema instanceof z.ZodMiniObject) return z.safeExtend(schema, members);
  if (!(schema instanceof z.ZodMiniDiscriminatedUnion))
    throw new Error('only objects and unions of objects have members');
  const [first, ...rest] = schema._zod.def.options.map((option) => withMembers(option as z.ZodMiniType, members));
  return z.union([first ?? z.never(), ...rest]);
}
