import { Ajv } from 'ajv';
import formats from 'ajv-formats';

type Message = {
  readonly payload: { readonly $ref: string };
  readonly examples?: readonly { readonly payload: unknown }[];
};

/** The description of messages, as far as tests read it. */
export type Described = {
  readonly channels: Readonly<Record<string, { readonly messages: Readonly<Record<string, unknown>> }>>;
  readonly operations: Readonly<Record<string, { readonly messages: readonly { readonly $ref: string }[] }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
};

/** What is wrong with a message, by its published schema and another reader of schemas than the one that made it. */
export function messageValidator(document: Described, name: string): (message: unknown) => readonly object[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'messages', ...document });
  const isValid = ajv.getSchema(`messages#/components/schemas/${name}`);
  if (isValid === undefined) throw new Error(`${name} has no schema`);
  return (message) => (isValid(message) === true ? [] : (isValid.errors ?? []));
}
