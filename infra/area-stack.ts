import { Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Area, Contract } from '../functions/contract.ts';
import { operations } from '../functions/operations.ts';
import { type ApiStack, lambdaIntegration } from './api-stack.ts';
import type { CodeFolderOf } from './code-folder.ts';
import { DeskFunction } from './desk-function.ts';
import type { Settings } from './settings.ts';
import { tableStatements } from './statements.ts';
import type { StorageStack } from './storage-stack.ts';
import { storeEnvironment } from './store-environment.ts';

export type AreaStackProps = StackProps & {
  readonly area: Area;
  readonly settings: Settings;
  readonly codeFolderOf: CodeFolderOf;
  readonly storage: StorageStack;
  readonly api: ApiStack;
};

/** The operations of one area: a function and a route each. */
export class AreaStack extends Stack {
  constructor(scope: Construct, id: string, props: AreaStackProps) {
    super(scope, id, props);
    for (const operation of operations) {
      if (operation.area === props.area) this.operation(operation, props);
    }
  }

  private operation(contract: Contract, { settings, codeFolderOf, storage, api }: AreaStackProps): void {
    const { lambda } = new DeskFunction(this, {
      name: contract.name,
      summary: contract.summary,
      codeFolder: codeFolderOf(contract.name),
      environment: {
        ...storeEnvironment(storage),
        TOKEN_ISSUER: api.tokens.issuer,
        TOKEN_AUDIENCE: api.tokens.audience,
        INSTALLATION_ADMINS: settings.installationAdmins.join(','),
        ...(isPaged(contract) ? { CURSOR_KEY: storage.cursorSecret.secretValue.unsafeUnwrap() } : {}),
      },
      statements: tableStatements(storage, contract.method === 'GET' ? 'read' : 'read-write'),
      logLevel: settings.logLevel,
    });
    new HttpRoute(this, `${contract.name}-route`, {
      httpApi: api.api,
      routeKey: HttpRouteKey.with(contract.path, HttpMethod[contract.method]),
      integration: lambdaIntegration(lambda),
      authorizer: api.authorizer,
    });
  }
}

/** Only lists sign cursors, so only their functions have the key. */
function isPaged(contract: Contract): boolean {
  return contract.query !== undefined && 'cursor' in contract.query.shape;
}
