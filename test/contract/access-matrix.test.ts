import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { access, intake } from '../../functions/access.ts';
import { intakeMessages } from '../../functions/intake-message.ts';
import type { OperationName } from '../../functions/operations.ts';
import { roles, type Role } from '../../functions/roles.ts';
import type { RequestInput } from '../harness/request-event.ts';
import { expectedAccess } from './expected-access.ts';
import {
  bareAdmin,
  operationNames,
  sampleEntity,
  sampleInput,
  startSampleDesk,
  type SampleDesk,
} from './sample-desk.ts';
import { wholeTable } from './whole-table.ts';

const own = 'OWN';
/** The samples are carried out in it, so that there is something to see and to change. */
const other = sampleEntity;
const unknown = 'NOWHERE';
const entities = [own, other, unknown];
const nobody = 'nobody';
/** A manager at home, an auditor in the other legal entity. */
const both = 'both';

let desk: SampleDesk;
let before: readonly unknown[];

beforeAll(async () => {
  desk = await startSampleDesk();
  await desk.send('put-legal-entity', { params: { legalEntity: own } });
  for (const role of roles) await desk.harness.grant(holderOf(role), own, [role]);
  await desk.harness.grant(both, own, ['credit-manager']);
  await desk.harness.grant(both, other, ['auditor']);
  before = await wholeTable(desk.harness.tableName);
});
afterAll(() => desk.stop());

function holderOf(role: Role): string {
  return `has-${role}`;
}

/** No operation knows this parameter: who may call is told that, who may not never comes so far. */
const neverValid = { never: 'valid' };

async function ask(name: OperationName, as: string, entity: string, input: RequestInput = {}) {
  const { params = {} } = sampleInput(name);
  const about = 'legalEntity' in params ? { ...params, legalEntity: entity } : params;
  return desk.send(name, { as, params: about, ...input });
}

type Verdict = 'allowed' | 'not-allowed' | 'unknown';

async function verdictOf(name: OperationName, as: string, entity: string): Promise<string> {
  const query = { ...sampleInput(name).query, ...neverValid };
  const { status, body } = await ask(name, as, entity, { query });
  if (status === 422 && body.errors?.some(({ pointer }) => pointer === '/query/never') === true) return 'allowed';
  if (status === 403 && body.type === 'urn:holdfast:problem:not-allowed') return 'not-allowed';
  if (status === 404 && body.type === 'urn:holdfast:problem:legal-entity-not-found') return 'unknown';
  return `${status} ${body.type}`;
}

function expected(name: OperationName, role: Role | typeof nobody, entity: string): Verdict {
  const allowed = expectedAccess[name];
  if (allowed === 'installation') return 'not-allowed';
  if (access[name].in === 'path-entity' && (entity !== own || role === nobody)) return 'unknown';
  return (allowed as readonly string[]).includes(role) ? 'allowed' : 'not-allowed';
}

it('the expectations are of every operation and of none else', () => {
  expect(Object.keys(expectedAccess).toSorted()).toEqual(operationNames.toSorted());
});

it('a message asks for the roles of its operation (§15.1)', () => {
  for (const { operation } of Object.values(intakeMessages)) expect(access[operation]).toBe(intake);
});

describe.each(operationNames)('%s', (name) => {
  it.each([...roles, nobody] as const)(
    'answers %s in their own, another and no legal entity as expected',
    async (role) => {
      const as = role === nobody ? nobody : holderOf(role);
      const verdicts = [];
      for (const entity of entities) verdicts.push([entity, await verdictOf(name, as, entity)]);
      expect(verdicts).toEqual(entities.map((entity) => [entity, expected(name, role, entity)]));
    },
  );

  it('gives the administrator of the installation no more than what is theirs', async () => {
    const otherwise = { installation: 'allowed', 'path-entity': 'unknown', 'any-entity': 'not-allowed' };
    const isTheirs = (expectedAccess[name] as readonly string[]).includes('installation-admin');
    const theirs = isTheirs ? 'allowed' : otherwise[access[name].in];
    for (const entity of entities) expect(await verdictOf(name, bareAdmin, entity)).toBe(theirs);
  });

  it('says which roles are needed, and no more', async () => {
    const refused = roles.find((role) => expected(name, role, own) === 'not-allowed');
    if (refused === undefined) return;
    const { body } = await ask(name, holderOf(refused), own);
    const needs = expectedAccess[name] === 'installation' ? ['installation-admin'] : expectedAccess[name];
    expect({ ...body, title: '' }).toEqual({ type: 'urn:holdfast:problem:not-allowed', title: '', status: 403, needs });
  });
});

const inPath = operationNames.filter((name) => access[name].in === 'path-entity');
const anyEntity = operationNames.filter((name) => access[name].in === 'any-entity');

describe.each(inPath)('%s of a legal entity that is not the caller’s', (name) => {
  it.each(roles)('answers %s a request that would succeed there as one about nowhere', async (role) => {
    const [foreign, nowhere] = [await ask(name, holderOf(role), other), await ask(name, holderOf(role), unknown)];
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(nowhere);
  });
});

describe.each(anyEntity)('%s', (name) => {
  const may = expectedAccess[name] as readonly Role[];

  it.each(may)('shows and gives %s nothing of another legal entity, and says nothing of it', async (role) => {
    const foreign = await desk.send(name, { as: holderOf(role), ...aboutEntity(name, other) });
    const nowhere = await desk.send(name, { as: holderOf(role), ...aboutEntity(name, unknown) });
    const text = JSON.stringify(foreign).replaceAll(other, unknown);
    expect(JSON.parse(text)).toEqual(nowhere);
    expect(JSON.stringify(foreign.body)).not.toContain('C-1001');
    if ('legalEntity' in (sampleInput(name).query ?? {})) expect(foreign.status).toBe(404);
  });

  it.each(may)('shows %s nothing of another legal entity where none is named', async (role) => {
    if (sampleInput(name).body !== undefined) return;
    const { status, body } = await desk.send(name, { as: holderOf(role), query: {} });
    // What names a record, of which they may see nothing, is answered as if there was none.
    expect(status).toBe('group' in (sampleInput(name).params ?? {}) ? 404 : 200);
    expect(JSON.stringify(body)).not.toContain(`"${other}"`);
  });
});

/** The sample with another legal entity wherever it names one, under a key of its own. */
function aboutEntity(name: OperationName, entity: string): RequestInput {
  const { query, body, headers } = sampleInput(name);
  const text = JSON.stringify({ query, body }).replaceAll(sampleEntity, entity);
  return { ...(JSON.parse(text) as RequestInput), headers: { ...headers, 'idempotency-key': `about-${entity}` } };
}

it('a role in one legal entity is none in another, where the user is known but has less', async () => {
  const released = await desk.send('release-holds', { as: both });
  expect(released.body.results).toMatchObject([{ outcome: 'refused', problem: { status: 404 } }]);
  expect((await ask('exclude-order', both, other)).status).toBe(403);
  expect((await ask('get-hold', both, other)).status).toBe(200);
});

it.each(['list-grants', 'get-grant', 'put-grant', 'delete-grant'] as const)(
  '%s answers the administrator of the installation that there is no such legal entity',
  async (name) => {
    const { status, body } = await ask(name, bareAdmin, unknown);
    expect([status, body.type]).toEqual([404, 'urn:holdfast:problem:legal-entity-not-found']);
  },
);

const badClaims: readonly (readonly [string, RequestInput['claims']])[] = [
  ['expired', { exp: '1577836800' }],
  ['without expiry', { exp: undefined }],
  ['of an expiry that is no time', { exp: 'never' }],
  ['of another issuer', { iss: 'https://elsewhere.test' }],
  ['without issuer', { iss: undefined }],
  ['for another audience', { client_id: 'another' }],
  ['for no audience', { client_id: undefined }],
  ['for two audiences', { aud: '[holdfast another]' }],
  ['an ID token', { token_use: 'id' }],
  ['an ID token of an issuer that does not say so', { token_use: undefined, scope: undefined, aud: 'holdfast' }],
  ['without a subject', { sub: undefined }],
  ['with an endless subject', { sub: 'x'.repeat(129) }],
];

describe.each(operationNames)('%s and a token', (name) => {
  it.each(badClaims)('%s: 401, as API Gateway would say it', async (_, claims) => {
    expectUnauthorized(await desk.send(name, { claims }));
  });

  it('that is missing: 401', async () => {
    expectUnauthorized(await desk.send(name, { as: undefined }));
  });
});

function expectUnauthorized(answer: {
  readonly status: number;
  readonly headers: object;
  readonly body: unknown;
}): void {
  expect(answer).toEqual({
    status: 401,
    headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer' },
    body: { message: 'Unauthorized' },
  });
}

it('none of all this left anything behind', async () => {
  expect(await wholeTable(desk.harness.tableName)).toEqual(before);
});
