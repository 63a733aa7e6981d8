import { Stack } from 'aws-cdk-lib';
import type { StorageStack } from './storage-stack.ts';

/** Endpoints are spelled out so that `sam local invoke --env-vars` can point a function at an engine on this machine. */
export function storeEnvironment({ table }: StorageStack): Readonly<Record<string, string>> {
  return { TABLE_NAME: table.tableName, DYNAMODB_ENDPOINT: endpoint('dynamodb', table) };
}

export function endpoint(service: 'dynamodb' | 'sqs' | 'sns', scope: Parameters<typeof Stack.of>[0]): string {
  const { region, urlSuffix } = Stack.of(scope);
  return `https://${service}.${region}.${urlSuffix}`;
}
