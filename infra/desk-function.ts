import { type CfnResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { functionTimeoutSeconds } from '../functions/function-timeout.ts';

export type DeskFunctionProps = {
  readonly name: string;
  readonly summary: string;
  /** The bundled code. */
  readonly codeFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  readonly logLevel: string;
};

const memoryMb = 1024;
/** Logs help to find what failed; what was decided and why is in the table, for good. */
const logRetention = RetentionDays.THREE_MONTHS;

/**
 * A function with a log group and a role of its own, the role with all that it may do in one policy: three resources, so
 * that many operations fit into a stack.
 */
export class DeskFunction extends Construct {
  readonly lambda: Function;

  constructor(scope: Construct, props: DeskFunctionProps) {
    super(scope, props.name);
    const logGroup = new LogGroup(this, 'logs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    this.lambda = new Function(this, 'function', {
      description: props.summary,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.seconds(functionTimeoutSeconds),
      handler: 'index.handler',
      code: Code.fromAsset(props.codeFolder, { exclude: ['*.map'] }),
      environment: { ...props.environment, POWERTOOLS_LOG_LEVEL: props.logLevel },
      role: this.role(logGroup, props.statements),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[props.logLevel as keyof typeof ApplicationLogLevel],
      // Start, end and report of each invocation would cost as much as the invocation.
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    // `sam local invoke` finds the function by its plain name.
    (this.lambda.node.defaultChild as CfnResource).addMetadata('SamResourceId', props.name);
  }

  private role(logGroup: LogGroup, statements: readonly PolicyStatement[]): Role {
    const log = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    return new Role(this, 'role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { grants: new PolicyDocument({ statements: [log, ...statements] }) },
    });
  }
}
