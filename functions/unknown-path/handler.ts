import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { problemType } from '../problem-type.ts';

/** The `$default` route: a path that no operation has, or a method that its path does not know (§16). */
export const handler = async (): Promise<APIGatewayProxyStructuredResultV2> => ({
  statusCode: 404,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({
    type: problemType('unknown-path'),
    title: 'There is no such operation.',
    status: 404,
  }),
});
