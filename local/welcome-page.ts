import { escaped, page } from './html.ts';
import { html, type Reply } from './reply.ts';

const title = 'Holdfast, on this machine';
const links = [
  { path: '/docs', says: 'every operation of the API, to read' },
  { path: '/openapi.json', says: 'the same for programs (OpenAPI 3.1)' },
  { path: '/docs/messages', says: 'what systems send by queue, and the events that come back, to read' },
  { path: '/asyncapi.json', says: 'the same for programs (AsyncAPI 3.0)' },
  { path: '/local/clock', says: 'business time; POST {"instant": "…Z"} moves it forward and stops it' },
  { path: '/local/settled', says: 'answers once everything asked for so far has had its effects' },
  { path: '/local/queues', says: 'the SQS endpoint, its queues and how much waits in each' },
  { path: '/local/events', says: 'events that were published since the start' },
  { path: '/local/dead-letters', says: 'messages that could not be handled, and why' },
  { path: '/.well-known/jwks.json', says: 'the public key of the local tokens' },
];
const next =
  'The terminal that runs "npm start" shows four commands to paste next; the tokens they use are in its data folder, under tokens/.';

/** What a person sees first: HTML for a browser, text for curl. */
export function welcomePage(accept: string): Reply {
  if (accept.includes('text/html')) {
    const items = links.map(({ path, says }) => `<li><a href="${path}">${path}</a>: ${escaped(says)}</li>`);
    return html(page(title, `<ul>${items.join('')}</ul><p>${escaped(next)}</p>`));
  }
  const lines = [title, '', ...links.map(({ path, says }) => `  ${path.padEnd(24)} ${says}`), '', next, ''];
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: lines.join('\n') };
}
