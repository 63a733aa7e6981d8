import type { Area } from '../functions/contract.ts';

export const areaDescriptions: Readonly<Record<Area, string>> = {
  'set-up': 'Legal entities, parameters, rules, codes and grants.',
  customers: 'Customers, their limits and how they stand.',
  intake: 'Documents of the order system, and its question whether an order may be posted.',
  imports: 'Customers, limits, open invoices and orders from CSV, with a dry run first.',
  approvals: 'Who has to agree to what, and those who do (§11).',
  desk: 'Holds, decisions, and the people who work them.',
  audit: 'Who changed what, and whether that is still as it was written.',
};
