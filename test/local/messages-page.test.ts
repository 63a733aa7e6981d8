import { expect, it } from 'vitest';
import { intakeMessages } from '../../functions/intake-message.ts';
import { outgoingEvents } from '../../functions/outgoing-events.ts';
import { asyncapi, type AsyncApi } from '../../local/asyncapi.ts';
import { messagesPage } from '../../local/messages-page.ts';

const shown = messagesPage(asyncapi() ?? {});

it('shows every message that is received and every event that is sent', () => {
  const ids = [...shown.matchAll(/<article id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual(expect.arrayContaining([...Object.keys(intakeMessages), ...Object.keys(outgoingEvents)]));
  expect(shown).toContain('holdfast.order-released.v1');
});

it('needs nothing from elsewhere, and every link within it leads somewhere', () => {
  expect(shown).not.toMatch(/<script|(?:src|href)="https?:/);
  const ids = new Set([...shown.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...shown.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
});

it('escapes what the description says', () => {
  const description: AsyncApi = {
    info: { title: '<b>', description: '`<i>` & "quotes"' },
    channels: { one: { title: '<u>', messages: { '"><img>': {} } } },
    components: { messages: { '"><img>': { title: '<script>', examples: [{ payload: '</pre><b>' }] } } },
  };
  expect(messagesPage(description)).not.toMatch(/<b>|<i>|<u>|<script>|<img>/);
});
