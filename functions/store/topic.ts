import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { asciiJson } from './ascii-json.ts';
import { clientOptions } from './client-options.ts';
import { requiredEnvironment } from './required-environment.ts';

const sns = new SNSClient({
  ...(process.env['SNS_ENDPOINT'] === undefined ? {} : { endpoint: process.env['SNS_ENDPOINT'] }),
  ...clientOptions,
});

/** The CloudEvents 1.0 form that every event leaves in (§15.2). `id` is what receivers recognise repeats by. */
export type CloudEvent<D extends object = object> = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: D;
};

/** What subscribers filter by: an event is of a legal entity or, as a credit group's, of none. */
function attributes(values: Readonly<Record<string, unknown>>) {
  const named = ['type', 'legalEntity', 'creditGroup'].flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [[name, { DataType: 'String', StringValue: value }] as const] : [];
  });
  return Object.fromEntries(named);
}

export async function publish(event: CloudEvent): Promise<void> {
  await sns.send(
    new PublishCommand({
      TopicArn: requiredEnvironment('TOPIC_ARN'),
      Message: asciiJson(event),
      MessageAttributes: attributes({ ...event.data, type: event.type }),
    }),
  );
}
