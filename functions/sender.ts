import type { Subject } from '../domain/ids.ts';

/** Who sends a document, and until when the answer must be there (epoch, ms). */
export type Sender = { readonly subject: Subject; readonly deadlineMs: number };
