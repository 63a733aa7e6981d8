import { refuse } from '../../domain/refusal.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import { putElement, removeElement } from '../../domain/set-up/change-set-up.ts';
import { elementOf, withoutVersion, type Elements } from '../../domain/set-up/element.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { http } from '../http.ts';
import type { OperationName } from '../operations.ts';
import { pageById } from '../page.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeRulebook } from '../store/change-rulebook.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { changeContext } from './change-context.ts';
import type { AnyCollection } from './collection.ts';
import type { deleteContract, getContract, listContract, putContract } from './element-contracts.ts';

type Contracts = {
  readonly list: ReturnType<typeof listContract<OperationName, AnyCollection>>;
  readonly get: ReturnType<typeof getContract<OperationName, AnyCollection>>;
  readonly put: ReturnType<typeof putContract<OperationName, AnyCollection>>;
  readonly delete: ReturnType<typeof deleteContract<OperationName, AnyCollection>>;
};

export function listHandler(contract: Contracts['list'], collection: AnyCollection) {
  return http(contract, async ({ query }, { entity }) => {
    const document = await currentRulebook(entity);
    const scope = JSON.stringify([contract.name, entity]);
    const { items, nextCursor } = pageById<object>(scope, query, Object.entries(document[collection.name]));
    return { body: { items: items.map(([id, element]) => ({ [collection.id]: id, ...element })), nextCursor } };
  });
}

export function getHandler(contract: Contracts['get'], collection: AnyCollection) {
  return http(contract, async ({ params }, { entity }) => {
    const element = elementOf(await currentRulebook(entity), collection.name, idOf(params, collection));
    if (element === undefined) throw refuse('not-found', { kind: collection.noun });
    return { body: withoutVersion(element), etag: element.version };
  });
}

/** `check`: of what the rulebook does not know. */
export function putHandler<C extends AnyCollection>(
  contract: Contracts['put'],
  collection: C,
  check?: (entity: AuthorizedEntity, value: Elements[C['name']]) => Promise<void>,
) {
  return http(contract, async ({ params, query, body, ifMatch }, context) => {
    const id = idOf(params, collection);
    const value = body as AnyElement;
    await check?.(context.entity, value as Elements[C['name']]);
    let isCreated = false;
    const document = await changeRulebook(changeContext(context, query), (current) => {
      const element = elementOf(current, collection.name, id);
      checkPrecondition(ifMatch, element?.version);
      isCreated = element === undefined;
      return putElement(current, collection.name, id, value);
    });
    const etag = elementOf(document, collection.name, id)?.version;
    const saved = { ...value, ...warningsOf(collection, value, document, id) };
    return { body: saved, ...(etag === undefined ? {} : { etag }), isCreated };
  });
}

export function deleteHandler(contract: Contracts['delete'], collection: AnyCollection) {
  return http(contract, async ({ params, query, ifMatch }, context) => {
    const id = idOf(params, collection);
    await changeRulebook(changeContext(context, query), (current) => {
      const element = elementOf(current, collection.name, id);
      if (element === undefined) throw refuse('not-found', { kind: collection.noun });
      checkPrecondition(ifMatch, element.version);
      return removeElement(current, collection.name, id);
    });
    return { body: null };
  });
}

type AnyElement = Elements[AnyCollection['name']];

/** The path parameter that names the element; its schema was declared with the collection. */
function idOf(params: Readonly<Record<string, unknown>>, { id }: AnyCollection): string {
  return params[id] as string;
}

function warningsOf({ warnings }: AnyCollection, value: AnyElement, document: RulebookDocument, id: string): object {
  return warnings === undefined ? {} : { warnings: warnings.of(value as never, document, id) };
}
