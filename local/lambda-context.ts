import type { Context } from 'aws-lambda';
import { functionTimeoutSeconds } from '../functions/function-timeout.ts';

/** What Lambda tells a function about its invocation; the time it has left is real, and as long as in a deployment. */
export function lambdaContext(functionName: string, requestId: string): Context {
  const endsAtMs = Date.now() + functionTimeoutSeconds * 1_000;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '512',
    awsRequestId: requestId,
    logGroupName: functionName,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, endsAtMs - Date.now()),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
