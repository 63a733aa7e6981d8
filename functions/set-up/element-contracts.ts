import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { legalEntityId } from '../wire.ts';
import { elementParams, listedElement, withMembers, type AnyCollection } from './collection.ts';

type Named = AnyCollection & { readonly id: string; readonly path: string };

export function listContract<const N extends string, const C extends Named>(name: N, collection: C) {
  return contract({
    name,
    area: 'set-up',
    method: 'GET',
    path: `/legal-entities/{legalEntity}/${collection.path as C['path']}`,
    summary: `List every ${collection.noun} of a legal entity`,
    params: z.strictObject({ legalEntity: legalEntityId }),
    query: pageQuery,
    response: pageOf(listedElement(collection)),
    refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-cursor'],
  });
}

export function getContract<const N extends string, const C extends Named>(name: N, collection: C) {
  return contract({
    name,
    area: 'set-up',
    method: 'GET',
    path: elementPath(collection),
    summary: `Read ${withArticle(collection.noun)}`,
    params: elementParams(collection),
    response: collection.value as z.ZodMiniType<object, object>,
    precondition: true,
    refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
  });
}

export function putContract<const N extends string, const C extends Named>(name: N, collection: C) {
  const { value, warnings } = collection;
  const response = warnings === undefined ? value : withMembers(value, { warnings: z.array(warnings.schema) });
  return contract({
    name,
    area: 'set-up',
    method: 'PUT',
    path: elementPath(collection),
    summary: `Create or change ${withArticle(collection.noun)}`,
    params: elementParams(collection),
    query: changeQuery,
    body: value as z.ZodMiniType<object, object>,
    response: response as z.ZodMiniType<object, object>,
    status: 'created',
    precondition: true,
    refusals: [
      'legal-entity-not-found',
      'not-allowed',
      'precondition-required',
      'precondition-failed',
      'invalid-set-up',
      'in-use',
      'rulebook-too-large',
    ],
  });
}

export function deleteContract<const N extends string, const C extends Named>(name: N, collection: C) {
  return contract({
    name,
    area: 'set-up',
    method: 'DELETE',
    path: elementPath(collection),
    summary: `Delete ${withArticle(collection.noun)}`,
    params: elementParams(collection),
    query: changeQuery,
    response: null,
    precondition: true,
    refusals: [
      'legal-entity-not-found',
      'not-allowed',
      'not-found',
      'precondition-required',
      'precondition-failed',
      'in-use',
    ],
  });
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function elementPath<const C extends Named>({ path, id }: C) {
  return `/legal-entities/{legalEntity}/${path as C['path']}/{${id as C['id']}}` as const;
}
