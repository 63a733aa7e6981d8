import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGroup, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;
beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
});
afterAll(() => desk.harness.background().stop());

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

describe('a change of the limit of a group (§15.2)', () => {
  const put = (wishes: Parameters<typeof aGroup>[0], ifMatch?: string) =>
    desk.call('put-customer-credit-group', { group: 'C1' }, aGroup(wishes), {
      headers: { 'if-match': ifMatch },
    });
  const sent = async () => {
    await desk.harness.background().settle();
    return desk.harness
      .background()
      .publishedEvents()
      .map(({ attributes, message }) => ({ attributes, event: JSON.parse(message) as Event }))
      .filter(({ attributes }) => attributes['creditGroup'] === 'C1');
  };
  type Event = { readonly id: string; readonly source: string; readonly data: object };

  it('is sent with both values, once, and nothing where another field changes', async () => {
    await put({});
    await put({ description: 'Other' }, '*');
    await put({ creditLimit: '30000' }, '*');
    await put({ creditLimit: '30000' }, '*');
    await put({ creditLimit: '30000', expiryDate: '2098-12-31', temporaryLimits }, '*');
    const first = { creditLimit: '20000.00', expiryDate: '2099-12-31', temporaryLimits: [] };
    const second = { ...first, creditLimit: '30000.00' };
    const third = {
      ...second,
      expiryDate: '2098-12-31',
      temporaryLimits: [{ ...temporaryLimits[0], amount: '25000.00' }],
    };
    const common = { creditGroup: 'C1', currency: 'EUR' };
    const events = await sent();
    expect(events.map(({ event }) => event.data)).toEqual([
      { ...common, before: null, after: first },
      { ...common, before: first, after: second },
      { ...common, before: second, after: third },
    ]);
    expect(events[0]).toMatchObject({
      attributes: { type: 'holdfast.limit-changed.v1', creditGroup: 'C1' },
      event: { source: '/customer-credit-groups/C1' },
    });
    expect(events[0]?.attributes).not.toHaveProperty('legalEntity');
  });

  it('has an id of its own, also where a customer has the number of the group', async () => {
    await desk.customer('ACME', 'C1', { creditLimit: '1' });
    await desk.harness.background().settle();
    const events = desk.harness.background().publishedEvents();
    const ids = events.map(({ message }) => (JSON.parse(message) as Event).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
