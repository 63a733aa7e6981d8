import { demoEntity, demoUsers } from './demo.ts';

/** Calls the API as a demo user. */
export type DemoCall = (request: SeedRequest) => Promise<{ readonly status: number; readonly text: string }>;
export type SeedRequest = {
  readonly as: string;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: unknown;
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

/** In order: later ones need earlier ones. At most 150 (architecture.md §6). */
export function seedRequests(): readonly SeedRequest[] {
  const entity = `/legal-entities/${demoEntity}`;
  return [
    put(entity, { name: 'Acme GmbH', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' }),
    ...demoUsers.map(({ name, role, ...rest }) => put(`${entity}/grants/${name}`, { roles: [role], ...rest })),
  ];
}

function put(path: string, body: unknown): SeedRequest {
  return { as: 'ann', method: 'PUT', path, body };
}
