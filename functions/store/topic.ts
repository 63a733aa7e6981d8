import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientOptions } from './client-options.ts';

const sns = new SNSClient({
  ...(process.env['SNS_ENDPOINT'] === undefined ? {} : { endpoint: process.env['SNS_ENDPOINT'] }),
  ...clientOptions,
});

/** The CloudEvents 1.0 form that every event leaves in (§15.2). `id` is what receivers recognise repeats by. */
export type CloudEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, unknown>>;
};

export async function publish(event: CloudEvent): Promise<void> {
  const topic = process.env['TOPIC_ARN'];
  if (topic === undefined) throw new Error('TOPIC_ARN is not set');
  await sns.send(
    new PublishCommand({
      TopicArn: topic,
      Message: JSON.stringify(event),
      // What subscribers filter by.
      MessageAttributes: {
        type: { DataType: 'String', StringValue: event.type },
        legalEntity: { DataType: 'String', StringValue: String(event.data['legalEntity']) },
      },
    }),
  );
}
