import { approvalChanges } from './approval-changes.ts';
import { evaluationChanges } from './evaluation-changes.ts';
import { holdChanges } from './hold-changes.ts';
import { limitChanges } from './limit-changes.ts';
import { orderChanges } from './order-changes.ts';
import { reviewChanges } from './review-changes.ts';
import type { SweptChange } from './swept-change.ts';

export const changes = {
  ...orderChanges,
  ...holdChanges,
  ...approvalChanges,
  ...limitChanges,
  ...evaluationChanges,
  ...reviewChanges,
} as const satisfies Readonly<Record<string, SweptChange>>;
export type ChangeName = keyof typeof changes;
