import { subscribe, unsubscribe } from 'node:diagnostics_channel';

type Server = { listen: (options: object) => Promise<string> };

/**
 * Binds what `start` starts to 127.0.0.1. fauxqs listens on every address of the machine, whatever host it is given, and
 * needs no token: anyone in the network could send orders.
 */
export async function onLoopback<T>(start: () => Promise<T>): Promise<T> {
  const bind = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: Server };
    const listen = fastify.listen.bind(fastify);
    fastify.listen = (options) => listen({ ...options, host: '127.0.0.1' });
  };
  subscribe(created, bind);
  try {
    return await start();
  } finally {
    unsubscribe(created, bind);
  }
}

/** Where Fastify, which fauxqs is made with, shows each server that it makes. */
const created = 'fastify.initialization';
