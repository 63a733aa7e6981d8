import { defaultParameters } from '../domain/parameters.ts';
import { demoCustomer, demoEntity, demoTimeZone, demoUsers, type DemoUserName } from './demo.ts';

/** Calls the API as a demo user. */
export type DemoCall = (request: SeedRequest) => Promise<{ readonly status: number; readonly text: string }>;
type SeedRequest = {
  readonly as: DemoUserName;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: unknown;
  readonly ifMatch?: '*';
};

/** Sets the demo up through the API. What is there already stays as it is. */
export async function seed(call: DemoCall): Promise<void> {
  for (const request of seedRequests()) {
    const { status, text } = await call(request);
    // 428: it exists, and changing it would need an If-Match.
    if (status >= 300 && status !== 428)
      throw new Error(`${request.method} ${request.path} answered ${status}: ${text}`);
  }
}

/** In order: later ones need earlier ones. At most 150 (docs/explanation/shape.md, "One machine"). */
function seedRequests(): readonly SeedRequest[] {
  const entity = `/legal-entities/${demoEntity}`;
  const put = (as: DemoUserName, path: string, body: unknown): SeedRequest => ({
    as,
    method: 'PUT',
    path: entity + path,
    body,
  });
  return [
    put('ann', '', { name: 'Acme GmbH', baseCurrency: 'EUR', timeZone: demoTimeZone }),
    ...demoUsers.map(({ name, role, ...rest }) => put('ann', `/grants/${name}`, { roles: [role], ...rest })),
    put('ann', '/reasons/CREDIT-RESTORED', { type: 'release', description: 'The reasons for the hold are gone' }),
    put('ann', '/reasons/GOODWILL', { type: 'release', description: 'Released although a reason remains' }),
    put('ann', '/reasons/CREDIT-REFUSED', { type: 'release', description: 'Refused: the customer has no more credit' }),
    put('ann', '/reasons/CANCELLED', { type: 'release', description: 'The order was cancelled' }),
    put('ann', '/reasons/DISPUTE', { type: 'hold', description: 'The customer disputes an invoice' }),
    { ...put('ann', '/parameters', parameters), ifMatch: '*' },
    put('ann', '/rules/LIMIT', { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' }),
    put('ann', '/rules/OVERDUE', { type: 'days-overdue', kind: 'blocking', scope: 'all', days: 30 }),
    put('bob', `/customers/${demoCustomer}`, {
      name: 'Blue Door Ltd',
      currency: 'EUR',
      country: 'DE',
      creditLimit: '5000.00',
    }),
  ];
}

const parameters = {
  ...defaultParameters,
  creditLimitCheck: 'rules',
  automaticReleaseReason: 'CREDIT-RESTORED',
  modifiedOrderReason: 'CREDIT-RESTORED',
  cancelledOrderReason: 'CANCELLED',
};
