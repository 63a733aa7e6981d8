import { join } from 'node:path';

/** Apart from what is deployed. */
export const bundlesFolder = join(import.meta.dirname, '../.cache/bench-functions');
