import * as z from 'zod/mini';
import { customerId, orderId } from '../wire.ts';

/** What is sent over HTTP, where the path names the rest. */
export const cancellationBody = z.strictObject({ customer: customerId });

/** The same document by queue (§15.1). */
export const cancellationMessage = z.strictObject({ order: orderId, ...cancellationBody.shape });
export type CancellationMessage = z.output<typeof cancellationMessage>;
