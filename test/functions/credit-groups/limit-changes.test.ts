import { beforeAll, describe, expect, it } from 'vitest';
import { aGroup, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;
beforeAll(async () => {
  desk = await startGroupDesk();
});

const temporaryLimits = [{ from: '2026-06-01', to: '2026-06-30', amount: '25000' }];

describe('the limit of a group where a member’s legal entity lets nobody edit limits (§2.2)', () => {
  const notAllowed = { status: 409, body: { type: 'urn:holdfast:problem:manual-limit-edit-not-allowed' } };

  it('can be set before there are members, and changed while all of them allow it', async () => {
    await desk.parameters('BETA', { allowManualLimitEdit: false });
    expect((await desk.group()).status).toBe(201);
    expect((await desk.group({ creditLimit: '21000' }, '*')).status).toBe(200);
    await desk.customer('ACME', 'A');
    await desk.join('ACME', 'A');
    expect((await desk.group({ creditLimit: '22000' }, '*')).status).toBe(200);
    await desk.customer('BETA', 'B');
    await desk.join('BETA', 'B');
  });

  it.each([
    { creditLimit: '22000.01' },
    { creditLimit: '21999.99' },
    { creditLimit: '22000', expiryDate: '2099-12-30' },
    { creditLimit: '22000', temporaryLimits },
  ])('cannot be edited to %o by anybody', async (limits) => {
    expect(await desk.group(limits, '*')).toMatchObject(notAllowed);
    // Amy sees nothing of BETA, which does not allow it.
    await desk.harness.grant('amy', 'ACME', ['credit-manager']);
    const asAmy = { as: 'amy', headers: { 'if-match': '*' } };
    expect(await desk.call('put-customer-credit-group', { group: 'G' }, aGroup(limits), asAmy)).toMatchObject(
      notAllowed,
    );
  });

  it('leaves everything else to be edited, and the limit too once the last such member is gone', async () => {
    const others = { creditLimit: '22000', description: 'Other', considerMembersOverdue: true };
    expect((await desk.group(others, '*')).status).toBe(200);
    await desk.leave('BETA', 'B');
    expect((await desk.group({ creditLimit: '23000', temporaryLimits }, '*')).status).toBe(200);
  });
});
