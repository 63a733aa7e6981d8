import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';

/** Keeps what the store deflates as it is: that costs a schedule as much as all else, and no condition looks into it. */
export function withoutDeflation(): void {
  const asItIs = (data: string | Uint8Array): Buffer => Buffer.from(data as string);
  Object.assign(zlib, { deflateRawSync: asItIs, inflateRawSync: asItIs });
  syncBuiltinESMExports();
}
