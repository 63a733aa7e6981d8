import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { asciiJson } from './ascii-json.ts';
import { clientOptions } from './client-options.ts';
import { requiredEnvironment } from './required-environment.ts';

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
  await sns.send(
    new PublishCommand({
      TopicArn: requiredEnvironment('TOPIC_ARN'),
      Message: asciiJson(event),
      // What subscribers filter by.
      MessageAttributes: {
        type: { DataType: 'String', StringValue: event.type },
        legalEntity: { DataType: 'String', StringValue: String(event.data['legalEntity']) },
      },
    }),
  );
}
