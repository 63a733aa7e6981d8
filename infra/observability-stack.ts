import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { exposureDiffers } from '../functions/logged-alarms.ts';
import { workers } from '../functions/workers.ts';
import type { ApiStack } from './api-stack.ts';
import type { JobsStack } from './jobs-stack.ts';
import type { MessagingStack } from './messaging-stack.ts';
import type { Settings } from './settings.ts';
import type { StorageStack } from './storage-stack.ts';

export type ObservabilityStackProps = StackProps & {
  readonly settings: Settings;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly api: ApiStack;
  readonly jobs: JobsStack;
};

type AlarmProps = { readonly metric: IMetric; readonly atLeast: number; readonly means: string };

const period = Duration.minutes(5);
const lateSeconds = 900;

/** What people must know of: work that was given up, work that is late, answers that failed. */
export class ObservabilityStack extends Stack {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    this.topic = this.alarmTopic(props);
    this.queueAlarms(props);
    this.jobAlarms(props);
    this.reconciliationAlarm(props);
    this.alarm('api-failures', {
      metric: props.api.api.metricServerError({ period, statistic: 'Sum' }),
      atLeast: 5,
      means: 'The API answered with a defect or was too busy.',
    });
    this.alarm('table-throttled', {
      metric: props.storage.table.metricThrottledRequestsForOperations({
        period,
        operations: [Operation.GET_ITEM, Operation.QUERY, Operation.TRANSACT_WRITE_ITEMS],
      }),
      atLeast: 10,
      means: 'The table turns requests away.',
    });
  }

  private queueAlarms({ messaging }: ObservabilityStackProps): void {
    for (const [name, { queue, dead }] of Object.entries(messaging.queues)) {
      this.alarm(`${name}-dead`, {
        metric: dead.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        atLeast: 1,
        means: `A message of the ${name} queue was given up.`,
      });
      this.alarm(`${name}-late`, {
        metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
        atLeast: lateSeconds,
        means: `The ${name} queue is not keeping up.`,
      });
    }
  }

  private jobAlarms({ jobs }: ObservabilityStackProps): void {
    for (const [name, failed] of jobs.failures) {
      this.alarm(`${name}-failures`, {
        metric: failed.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        atLeast: 1,
        means: `${name} gave something up.`,
      });
    }
    for (const { name, trigger } of workers) {
      const lambda = jobs.lambdas.get(name);
      if (trigger.kind !== 'stream' || lambda === undefined) continue;
      this.alarm(`${name}-late`, {
        metric: lambda.metric('IteratorAge', { period, statistic: 'Maximum' }),
        atLeast: lateSeconds * 1_000,
        means: 'Events leave late.',
      });
    }
  }

  /** §14: a difference is never corrected, so somebody must look at it. */
  private reconciliationAlarm({ jobs }: ObservabilityStackProps): void {
    const lambda = jobs.lambdas.get('run-jobs');
    if (lambda === undefined) throw new Error('there is no function that runs jobs');
    const found = new MetricFilter(this, 'exposure-differences', {
      logGroup: lambda.logGroup,
      filterPattern: FilterPattern.stringValue('$.message', '=', exposureDiffers),
      metricNamespace: 'Holdfast',
      metricName: 'ExposureDifferences',
    });
    this.alarm('exposure-differs', {
      metric: found.metric({ period, statistic: 'Sum' }),
      atLeast: 1,
      means:
        'A reconciliation found exposure that is not what the documents add up to; the results of its job say where.',
    });
  }

  private alarm(id: string, { metric, atLeast, means }: AlarmProps): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: atLeast,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: means,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  private alarmTopic({ storage, settings }: ObservabilityStackProps): Topic {
    const topic = new Topic(this, 'alarms', { masterKey: storage.key, enforceSSL: true });
    storage.key.grant(new ServicePrincipal('cloudwatch.amazonaws.com'), 'kms:Decrypt', 'kms:GenerateDataKey');
    if (settings.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(settings.alarmEmail));
    return topic;
  }
}
