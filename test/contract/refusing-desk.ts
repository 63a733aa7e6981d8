import { afterAll, beforeAll, expect } from 'vitest';
import type { OperationName } from '../../functions/operations.ts';
import type { RequestInput } from '../harness/request-event.ts';
import { allOperations, sampleInput, startSampleDesk, type SampleDesk } from './sample-desk.ts';
import { wholeTable } from './whole-table.ts';

export const withBody = allOperations.filter(({ body }) => body !== undefined).map(({ name }) => name);
/** No request waits for approval at a full desk: of that test/functions/approvals tells. */
export const withPrecondition = allOperations
  .filter(({ name, method, precondition }) => method !== 'GET' && precondition === true && name !== 'approve-request')
  .map(({ name }) => name);

type Refused = { readonly status: number; readonly pointers: readonly string[]; readonly type: string | undefined };

export type RefusingDesk = {
  /** Sends what must be refused: a problem document, never a 5xx. */
  readonly refused: (name: OperationName, input: RequestInput) => Promise<Refused>;
  /** Sends what would be stored but for one thing that is wrong with the body: its pointers. */
  readonly refusedBody: (name: OperationName, body: unknown) => Promise<readonly string[]>;
  readonly refusedText: (name: OperationName, rawBody: string | Uint8Array, contentType?: string) => Promise<Refused>;
  /** To be said in each group of tests: whatever it sent, the table is as it was. */
  readonly storesNothing: () => void;
};

/** A full desk for the tests of one file, to which only what must be refused is sent. */
export function refusingDesk(): RefusingDesk {
  let desk: SampleDesk;
  let before: readonly unknown[];
  beforeAll(async () => {
    desk = await startSampleDesk();
    before = await wholeTable(desk.harness.tableName);
  });
  afterAll(() => desk.stop());

  const refused: RefusingDesk['refused'] = async (name, input) => {
    const { status, headers, body } = await desk.send(name, input);
    const sent = JSON.stringify(input).slice(0, 300);
    expect({ sent, status, isRefused: status >= 400 && status < 500 }).toEqual({ sent, status, isRefused: true });
    expect(headers['content-type']).toBe('application/problem+json');
    return { status, pointers: (body.errors ?? []).map(({ pointer }) => pointer), type: body.type };
  };
  return {
    refused,
    refusedBody: async (name, body) => {
      const changes = withPrecondition.includes(name) ? { 'if-match': '*' } : {};
      const headers = { ...sampleInput(name).headers, ...changes };
      const { status, pointers, type } = await refused(name, { body, headers });
      expect({ status, isWrong: wrongTypes.has(type ?? '') }).toEqual({ status: 422, isWrong: true });
      return pointers;
    },
    refusedText: (name, rawBody, contentType = 'application/json') => {
      const headers = { ...sampleInput(name).headers, 'content-type': contentType };
      return refused(name, { rawBody, body: undefined, headers });
    },
    storesNothing: () => {
      afterAll(async () => {
        const [was, is] = [before, await wholeTable(desk.harness.tableName)];
        before = is;
        expect(is).toEqual(was);
      });
    },
  };
}

/** The second is for what a schema cannot say alone, such as decimals of the legal entity's currency. */
const wrongTypes = new Set(['urn:holdfast:problem:invalid-request', 'urn:holdfast:problem:invalid-set-up']);

export function sampleOf(name: OperationName): unknown {
  return sampleInput(name).body;
}
