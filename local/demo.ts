import type { Role } from '../functions/roles.ts';

export const demoEntity = 'ACME';
export const demoTimeZone = 'Europe/Berlin';
/** Its limit is 5,000 EUR. */
export const demoCustomer = 'C-1001';

type DemoUserShape = { readonly name: string; readonly role: Role; readonly releaseAuthority?: string };

/** One person per role; ann is also the installation's administrator. */
export const demoUsers = [
  { name: 'ann', role: 'credit-admin' },
  { name: 'bob', role: 'credit-manager' },
  { name: 'cem', role: 'credit-clerk', releaseAuthority: '5000.00' },
  { name: 'ola', role: 'order-intake' },
  { name: 'aud', role: 'auditor' },
] as const satisfies readonly DemoUserShape[];

export type DemoUser = (typeof demoUsers)[number];
export type DemoUserName = DemoUser['name'];
