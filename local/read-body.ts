import type { IncomingMessage } from 'node:http';

/** API Gateway's own bound; an operation's, 256 KB, is the pipeline's (§16). */
const maxPayloadBytes = 10 * 1024 * 1024;

/** The whole body, or undefined where it is over API Gateway's bound. */
export function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      // The rest is read and dropped: a sender who is still writing would not see the answer.
      if (bytes > maxPayloadBytes) resolve(undefined);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });
}
