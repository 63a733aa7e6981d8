import type { AsyncApi, Message } from './asyncapi.ts';
import { prose, schemaText, type Schema } from './docs-schema.ts';
import { escaped, page } from './html.ts';

type Named = Readonly<Record<string, Schema>>;

/** The description of messages for people: what systems send, and what comes back. */
export function messagesPage({ info, channels = {}, components = {} }: AsyncApi): string {
  const { messages = {}, schemas = {} } = components;
  const sections = Object.values(channels).map(({ title, description, messages: own = {} }) => {
    const articles = Object.keys(own).map((name) => article(name, messages[name] ?? {}, schemas));
    return `<h2>${escaped(title ?? '')}</h2><p>${prose(description)}</p>${articles.join('\n')}`;
  });
  const shared = Object.entries(schemas).filter(([name]) => messages[name] === undefined);
  return page(
    `${info?.title ?? 'Holdfast'}: messages`,
    [
      `<p>${prose(info?.description).replaceAll('\n\n', '</p><p>')}</p>`,
      '<p><a href="/asyncapi.json">The same for programs</a></p>',
      ...sections,
      ...shared.map(
        ([name, schema]) => `<article id="${escaped(name)}"><h3>${escaped(name)}</h3>${schemaText(schema)}</article>`,
      ),
    ].join('\n'),
  );
}

function article(name: string, { title = name, summary, examples = [] }: Message, schemas: Named): string {
  const example = examples[0]?.payload;
  const shown = example === undefined ? '' : `<pre>${escaped(JSON.stringify(example, null, 2))}</pre>`;
  return `<article id="${escaped(name)}"><h3>${escaped(title)}</h3><p>${prose(summary)}</p>
    <details><summary>Members</summary>${schemaText(schemas[name] ?? {})}</details>${shown}</article>`;
}
