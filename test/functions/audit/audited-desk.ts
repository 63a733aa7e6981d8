import { startGroupDesk, type GroupDesk } from '../credit-groups/group-desk.ts';

/**
 * A desk on which people have worked: both legal entities were set up, A of ACME was created, held, released, rejected, excluded and
 * edited, and the group G has had members of both.
 */
export async function startAuditedDesk(): Promise<GroupDesk> {
  const desk = await startGroupDesk();
  const { harness, done } = desk;
  await harness.grant('ann', 'ACME', ['credit-admin', 'credit-manager', 'credit-clerk', 'order-intake', 'auditor']);
  for (const legalEntity of ['ACME', 'BETA']) {
    for (const reason of ['OK', 'WHY']) {
      await done('put-reason', { legalEntity, reason }, { type: 'release', description: reason });
    }
    await desk.rule(legalEntity, { type: 'sales-order-amount', amount: '50.5' });
    await done('put-rate-type', { legalEntity, rateType: 'ECB' }, { description: 'ECB' });
    const dollars = { rateType: 'ECB', from: 'USD', to: 'EUR', validFrom: '2026-06-01', rate: '0.5' };
    await done('put-exchange-rates', { legalEntity }, { rates: [dollars] });
    const parameters = { cancelledOrderReason: 'OK', ignoreOrdersBelow: '1.00', creditLimitRateType: 'ECB' };
    await desk.parameters(legalEntity, parameters);
    await done('put-grant', { legalEntity, subject: 'carl' }, { roles: ['credit-clerk'], releaseAuthority: '500' });
    await desk.customer(legalEntity, 'A', { creditLimit: '1000.5' });
    await desk.customer(legalEntity, 'B');
  }
  await workHolds(desk);
  await desk.group({ creditLimit: '9000' });
  await desk.join('ACME', 'A');
  await desk.join('BETA', 'B');
  await desk.group({ creditLimit: '8000' }, '*');
  await desk.join('BETA', 'A');
  await desk.leave('BETA', 'A');
  return desk;
}

const acme = { legalEntity: 'ACME' };

async function workHolds(desk: GroupDesk): Promise<void> {
  const { done } = desk;
  for (const order of ['O1', 'O2', 'O3', 'O4', 'O5']) {
    const inDollars = { currency: 'USD', orderDate: '2026-06-10' };
    if (order === 'O2') await desk.order('ACME', 'A', order, '200.00', inDollars);
    else await desk.order('ACME', 'A', order, '100.00');
    await desk.ask('ACME', 'A', order);
  }
  const body = { owner: 'ann', reviewDate: '2026-07-01', note: 'Ask Bob' };
  await done('edit-hold', { ...acme, hold: 'O1.1' }, body, { headers: { 'if-match': '*' } });
  await done(
    'release-holds',
    {},
    { holds: [{ ...acme, hold: 'O1.1' }], reason: 'OK', note: 'Go', mode: 'with-posting' },
  );
  await done('reject-holds', {}, { holds: [{ ...acme, hold: 'O2.1' }], reason: 'WHY' });
  await done('cancel-order', { ...acme, order: 'O3' }, { customer: 'A' });
  await done('exclude-order', { ...acme, order: 'O4' }, { isExcluded: true }, { headers: { 'if-match': '*' } });
  await done('evaluate-customer-holds', { ...acme, customer: 'A' }, {});
  const limits = { creditLimit: '2000', temporaryLimits: [{ from: '2026-06-01', to: '2026-06-30', amount: '3000' }] };
  const customer = { name: 'A', currency: 'EUR', ...limits };
  await done('put-customer', { ...acme, customer: 'A' }, customer, { headers: { 'if-match': '*' } });
}
