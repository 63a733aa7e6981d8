import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { startQueues } from '../../local/queues.ts';

it('offers the queues on 127.0.0.1 and on no other address', async () => {
  const queues = await startQueues({ queues: {} });
  const port = Number(new URL(queues.endpoint).port);
  const near = connect(port, '127.0.0.1');
  await once(near, 'connect');
  near.destroy();
  // Another address of this machine, which a server on all addresses would answer too.
  const far = connect(port, '127.0.0.2');
  await expect(once(far, 'connect')).rejects.toMatchObject({ code: expect.stringMatching(/^E/) as unknown });
  far.destroy();
  await queues.stop();
});
