import type { Contract } from './contract.ts';
import { putLegalEntity } from './put-legal-entity/contract.ts';

/** Every HTTP operation: what infrastructure, local runtime, API description and tests walk. */
export const operations = [putLegalEntity] as const satisfies readonly Contract[];

export type OperationName = (typeof operations)[number]['name'];
