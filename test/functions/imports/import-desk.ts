import { expect } from 'vitest';
import type { OperationName } from '../../../functions/operations.ts';
import { startHarness, type CallAnswer, type Harness } from '../../harness/start-harness.ts';

type Fields = Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, unknown>> & { readonly outcome: string; readonly row: number };

export type ImportDesk = {
  readonly harness: Harness;
  readonly call: <N extends OperationName>(
    name: N,
    params?: Fields,
    body?: unknown,
    more?: Fields,
  ) => Promise<CallAnswer<N>>;
  /** Begins an import and sends its parts. */
  readonly upload: (file: string, kind: string, parts: readonly string[], delimiter?: string) => Promise<void>;
  readonly part: (file: string, part: number, csv: string | Uint8Array) => Promise<CallAnswer<'put-import-part'>>;
  readonly dryRun: (file: string) => Promise<string>;
  readonly commit: (file: string, dryRun: string) => Promise<string>;
  readonly run: (job: string) => Promise<void>;
  readonly results: (job: string) => Promise<readonly Row[]>;
};

export const legalEntity = 'ACME';

export async function startImportDesk(): Promise<ImportDesk> {
  const harness = await startHarness();
  const body = { name: 'Acme', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
  await harness.call('put-legal-entity', { as: 'root', params: { legalEntity }, body });
  await harness.grant('mia', legalEntity, ['credit-manager', 'credit-admin']);
  await harness.grant('ola', legalEntity, ['order-intake']);
  const call: ImportDesk['call'] = (name, params = {}, sent = undefined, more = {}) =>
    harness.call(name, { as: 'mia', params: { legalEntity, ...(params as object) }, body: sent, ...more });
  const desk: ImportDesk = {
    harness,
    call,
    part: (file, part, csv) =>
      call('put-import-part', { import: file, part: String(part) }, undefined, {
        rawBody: csv,
        headers: { 'content-type': 'text/csv' },
      }),
    upload: async (file, kind, parts, delimiter) => {
      const sent = { kind, parts: parts.length, ...(delimiter === undefined ? {} : { delimiter }) };
      expect((await call('put-import', { import: file }, sent)).status).toBe(201);
      for (const [index, csv] of parts.entries()) expect((await desk.part(file, index + 1, csv)).status).toBe(200);
    },
    dryRun: async (file) => {
      const { body: job } = await call('start-import-dry-run', { import: file }, {});
      await desk.run(job.job);
      return job.job;
    },
    commit: async (file, dryRun) => {
      const { body: job } = await call('commit-import', { import: file }, { dryRun });
      await desk.run(job.job);
      return job.job;
    },
    run: async (job) => {
      await harness.work('run-jobs', { messages: [{ body: { legalEntity, job } }] });
    },
    results: async (job) => {
      const items: Row[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query = { limit: '100', ...(cursor === '' ? {} : { cursor }) };
        const page: CallAnswer<'list-job-results'> = await call('list-job-results', { job }, undefined, { query });
        items.push(...(page.body.items as Row[]));
        cursor = page.body.nextCursor;
      }
      return items;
    },
  };
  return desk;
}
