import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { CodeFolderOf } from './code-folder.ts';
import { unknownPath } from './deployed-functions.ts';
import { DeskFunction } from './desk-function.ts';
import type { Settings } from './settings.ts';
import { gatewayTimeoutSeconds } from './timeouts.ts';
import { tokenIssuer, type TokenIssuer } from './token-issuer.ts';

export type ApiStackProps = StackProps & { readonly settings: Settings; readonly codeFolderOf: CodeFolderOf };

/** Above it callers get 429; it bounds what a runaway sender can cost, and everyone shares it. */
const throttle = { rateLimit: 500, burstLimit: 1_000 } as const;

/** The HTTP API itself: who may come in, how often, and what an unknown path answers. Operations are in the area stacks. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly tokens: TokenIssuer;
  readonly authorizer: HttpJwtAuthorizer;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    this.tokens = tokenIssuer(this, props.settings);
    this.api = new HttpApi(this, 'api', { apiName: id, createDefaultStage: false });
    this.authorizer = new HttpJwtAuthorizer('tokens', this.tokens.issuer, { jwtAudience: [this.tokens.audience] });
    this.stage();
    this.unknownPathRoute(props);
  }

  private stage(): void {
    const logGroup = new LogGroup(this, 'access-logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle,
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat },
    });
    new CfnOutput(this, 'ApiUrl', { value: stage.url });
  }

  private unknownPathRoute({ settings, codeFolderOf }: ApiStackProps): void {
    const { lambda } = new DeskFunction(this, {
      name: unknownPath,
      summary: 'Answers a path that no operation has.',
      codeFolder: codeFolderOf(unknownPath),
      environment: {},
      statements: [],
      logLevel: settings.logLevel,
    });
    const route = new HttpRoute(this, 'unknown-path-route', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: lambdaIntegration(lambda),
      authorizer: new HttpNoneAuthorizer(),
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'It answers 404 to whatever no operation answers, reads nothing, and needs no caller to be known.',
    });
  }
}

export function lambdaIntegration(lambda: DeskFunction['lambda']): HttpLambdaIntegration {
  return new HttpLambdaIntegration('integration', lambda, { timeout: Duration.seconds(gatewayTimeoutSeconds) });
}

/** Who asked for what and how it went; neither paths nor bodies, which name customers. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    subject: '$context.authorizer.claims.sub',
    responseMs: '$context.responseLatency',
    error: '$context.error.messageString',
  }),
);
