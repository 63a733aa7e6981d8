import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditKinds } from '../../domain/audit.ts';
import type { Contract } from '../../functions/contract.ts';
import { operations } from '../../functions/operations.ts';
import { auditLinkCodec, type AuditLink } from '../../functions/store/audit.ts';
import { functionOf, sequence, type SampleName } from '../../infra/sam/sample-sequence.ts';
import { loadHandler } from '../../local/handlers.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { sampleEvent, sampleSenders, sampleSubject } from '../events/sample-event.ts';
import { testEnvironment } from '../harness/environment.ts';
import { startHarness, type Harness } from '../harness/start-harness.ts';
import { wholeTable } from './whole-table.ts';

type Changing = Exclude<(typeof operations)[number], { readonly method: 'GET' }>['name'];

/**
 * §17, by hand: of what the sample of each changing operation writes links. One that is missing here does not compile. Documents, jobs
 * and questions that hold nothing are not of what §17 lists; what they do to a hold is.
 */
const expected: Readonly<Record<Changing, readonly string[]>> = {
  'put-legal-entity': ['legal-entity ACME', 'grant ann'],
  'put-parameters': ['parameters ACME'],
  'put-rule': ['rule R-100'],
  'delete-rule': ['rule R-100'],
  'put-reason': ['reason GOODWILL'],
  'delete-reason': ['reason GOODWILL'],
  'put-account-status': ['account-status NORMAL'],
  'delete-account-status': ['account-status NORMAL'],
  'put-credit-management-group': ['credit-management-group WHOLESALE'],
  'delete-credit-management-group': ['credit-management-group WHOLESALE'],
  'put-payment-terms-rank': ['payment-terms-rank N30'],
  'delete-payment-terms-rank': ['payment-terms-rank N30'],
  'put-settlement-discount-rank': ['settlement-discount-rank 2-10'],
  'delete-settlement-discount-rank': ['settlement-discount-rank 2-10'],
  'put-rate-type': ['rate-type ECB'],
  'put-workflow': ['workflow REJECTIONS'],
  'delete-workflow': ['workflow REJECTIONS'],
  'delete-rate-type': ['rate-type ECB'],
  'put-exchange-rates': ['exchange-rates ACME'],
  'delete-exchange-rate': ['exchange-rates ACME'],
  'put-scoring-group': ['scoring-group COUNTRY'],
  'delete-scoring-group': ['scoring-group COUNTRY'],
  'put-risk-group': ['risk-group HIGH'],
  'delete-risk-group': ['risk-group HIGH'],
  'put-automatic-limit': ['automatic-limit HIGH-EUR'],
  'delete-automatic-limit': ['automatic-limit HIGH-EUR'],
  'put-grant': ['grant ann'],
  'delete-grant': ['grant ann'],
  'put-customer': ['customer C-1001'],
  'put-customer-credit-group': ['customer-credit-group CG-1001'],
  'put-customer-credit-group-member': ['customer-credit-group-member C-1001', 'customer-credit-group-member CG-1001'],
  'delete-customer-credit-group-member': [
    'customer-credit-group-member C-1001',
    'customer-credit-group-member CG-1001',
  ],
  'request-checkpoint': ['hold SO-1001.1'],
  'edit-hold': ['hold SO-1002.1'],
  'exclude-order': ['order-exclusion SO-1002'],
  'release-holds': ['hold SO-1001.1'],
  'reject-holds': ['hold SO-1002.1', 'approval-request SO-1002.1.1'],
  'send-back-request': ['approval-request SO-1002.1.1'],
  'resubmit-request': ['approval-request SO-1002.1.1'],
  'recall-request': ['hold SO-1002.1', 'approval-request SO-1002.1.1'],
  'reject-request': ['hold SO-1002.1', 'approval-request SO-1002.1.2'],
  'delegate-request': ['approval-request SO-1002.1.3'],
  'approve-request': ['approval-request SO-1002.1.3'],
  'evaluate-customer-holds': ['hold SO-1001.1'],
  'force-hold': ['hold SO-1001.1'],
  'withdraw-releases': ['hold SO-1001.1'],
  // The group's limit, by the line that was generated.
  'post-adjustment': ['customer-credit-group CG-1001'],
  'submit-adjustment': ['approval-request ADJ-000001.5'],
  'submit-adjustment-line': ['approval-request ADJ-000001.knZHA-jCYj2uqfd2LqLvJs'],
  'create-adjustment': [],
  'edit-adjustment': [],
  'put-adjustment-line': [],
  'delete-adjustment-line': ['approval-request ADJ-000001.5', 'approval-request ADJ-000001.knZHA-jCYj2uqfd2LqLvJs'],
  'generate-adjustment-lines': [],
  'put-order': [],
  'cancel-order': [],
  'put-packing-slip': [],
  'reverse-packing-slip': [],
  'put-invoice': [],
  'put-credit-note': [],
  'put-payment': [],
  'put-payment-settlement': [],
  'reverse-payment-settlement': [],
  'reverse-payment': [],
  'put-credit-note-settlement': [],
  'reverse-credit-note-settlement': [],
  'reconcile-customer': [],
  'start-reconciliation': [],
  'check-credit': [],
  'start-hold-evaluation': [],
  'start-hold-forcing': [],
  'put-import': [],
  'put-import-part': [],
  'start-import-dry-run': [],
  'commit-import': [],
  'start-statistics-calculation': [],
  'start-statistics-deletion': [],
  'start-risk-score-update': [],
  'start-review-work-search': [],
  'cancel-job': [],
  'retry-job': [],
  'put-schedule': ['schedule NIGHTLY'],
  'delete-schedule': ['schedule NIGHTLY'],
};

const changing = operations.filter(({ method }) => method !== 'GET').map(({ name }) => name as Changing);

const why = '年度审查: 100 % & more';
const whyQuery = `reason=${encodeURIComponent(why)}`;

function takesReason(name: string): boolean {
  const contract: Contract | undefined = operations.find((operation) => operation.name === name);
  return contract?.query !== undefined && 'reason' in contract.query.shape && contract.method !== 'GET';
}

let harness: Harness;
const written = new Map<string, readonly AuditLink[]>();
const again = new Map<string, readonly AuditLink[]>();

async function links(): Promise<readonly AuditLink[]> {
  const items = await wholeTable(harness.tableName);
  const filed = items.filter(({ kind }) => kind === 'audit');
  const carried = items.flatMap(({ link }) => (link === undefined ? [] : [link]));
  return [...filed, ...carried].map((link) => auditLinkCodec(link, 'link'));
}

async function writtenBy(name: string): Promise<readonly AuditLink[]> {
  const before = new Set((await links()).map(({ hash }) => hash));
  const handler = await loadHandler(functionOf(name as SampleName));
  const asked = sampleEvent(name as Changing) as object;
  const said = takesReason(name) ? { rawQueryString: whyQuery, queryStringParameters: { reason: why } } : {};
  await handler({ ...asked, ...said }, lambdaContext(name, `audited-${name}`));
  return (await links()).filter(({ hash }) => !before.has(hash));
}

beforeAll(async () => {
  process.env['INSTALLATION_ADMINS'] = sampleSubject;
  process.env['INTAKE_PRINCIPAL'] = sampleSubject;
  harness = await startHarness({ background: true });
  for (const name of sequence) {
    written.set(name, await writtenBy(name));
    again.set(name, await writtenBy(name));
  }
});
afterAll(async () => {
  process.env['INSTALLATION_ADMINS'] = testEnvironment.INSTALLATION_ADMINS;
  delete process.env['INTAKE_PRINCIPAL'];
  await harness.background().stop();
});

describe.each(changing)('%s', (name) => {
  it('leaves its links, by the person who asked, each with what it was and became', () => {
    const links = written.get(name) ?? [];
    expect(links.map(({ what }) => `${what.kind} ${what.id}`).toSorted()).toEqual(expected[name].toSorted());
    for (const { who, when, before, after } of links) {
      const sender = sampleSenders[name] ?? sampleSubject;
      expect({ who, isDated: !Number.isNaN(Date.parse(when)) }).toEqual({ who: sender, isDated: true });
      expect(before).not.toEqual(after);
    }
  });

  it('leaves none when it is asked again', () => {
    expect(again.get(name)).toEqual([]);
  });
});

it('nothing that only reads leaves a link', () => {
  const reading = operations.filter(({ method }) => method === 'GET').map(({ name }) => name);
  expect(reading.flatMap((name) => written.get(name))).toEqual([]);
});

describe('why (§17)', () => {
  /** Of what has a reason of its own, and of what the system finds when it is asked. */
  const otherwise: Readonly<Record<string, string | undefined>> = {
    'release-holds': 'GOODWILL',
    'reject-holds': 'GOODWILL',
    'force-hold': 'DISPUTE',
    'send-back-request': 'Ask them once more first.',
    'resubmit-request': 'They do not answer.',
    'recall-request': 'They called.',
    'reject-request': 'They pay tomorrow.',
    'delegate-request': 'Eve knows them.',
    'approve-request': 'Nothing to expect of them.',
    'post-adjustment': 'ADJ-000001',
    'submit-adjustment': 'They grow.',
    'submit-adjustment-line': 'They grow.',
    // The end of what was asked about the line.
    'delete-adjustment-line': undefined,
    // What a withdrawal notes is kept as a remark.
    'withdraw-releases': undefined,
    'request-checkpoint': undefined,
    'evaluate-customer-holds': undefined,
  };
  const audited = changing.filter((name) => expected[name].length > 0);

  it('can be said of every change by a person', () => {
    const silent = audited.filter((name) => !takesReason(name));
    expect(silent.toSorted()).toEqual(Object.keys(otherwise).toSorted());
  });

  it.each(audited)('is kept with %s', (name) => {
    const reason = name in otherwise ? otherwise[name] : why;
    expect(written.get(name)?.map((link) => link.reason)).toEqual(expected[name].map(() => reason));
  });
});

it('every kind of link is written by one of them', () => {
  const kinds = Object.values(expected).flatMap((all) => all.map((one) => one.split(' ')[0]));
  expect([...new Set(kinds)].toSorted()).toEqual([...auditKinds].toSorted());
});
