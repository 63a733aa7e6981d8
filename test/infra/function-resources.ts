import type { Resource, Synthesized, Template } from './synthesized.ts';

export type Statement = {
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
  readonly Condition?: unknown;
};

export type DeployedFunction = {
  readonly name: string;
  readonly stack: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly logGroup: Resource | undefined;
  readonly statements: readonly Statement[];
  /** Everything of its role, to see that there is nothing else. */
  readonly role: Resource;
};

type Reference = { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly [string, string] };

/** Functions of all stacks with what belongs to them. */
export function functionsOf({ templates }: Synthesized): readonly DeployedFunction[] {
  return [...templates].flatMap(([stack, template]) =>
    Object.values(template.Resources)
      .filter((resource) => resource.Type === 'AWS::Lambda::Function')
      .map((resource) => functionOf(resource, stack, template)),
  );
}

function functionOf(resource: Resource, stack: string, template: Template): DeployedFunction {
  const { Environment, LoggingConfig, Role } = resource.Properties as {
    readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
    readonly LoggingConfig: { readonly LogGroup: Reference };
    readonly Role: Reference;
  };
  const role = template.Resources[Role['Fn::GetAtt']?.[0] ?? ''];
  if (role === undefined) throw new Error('a function without a role of its own');
  return {
    name: String(resource.Metadata?.['SamResourceId']),
    stack,
    properties: resource.Properties,
    environment: Environment.Variables,
    logGroup: template.Resources[LoggingConfig.LogGroup.Ref ?? ''],
    statements: statementsOf(role),
    role,
  };
}

export function statementsOf(role: Resource): readonly Statement[] {
  const policies = role.Properties['Policies'] as readonly {
    readonly PolicyDocument: { readonly Statement: readonly Record<string, unknown>[] };
  }[];
  return policies.flatMap((policy) =>
    policy.PolicyDocument.Statement.map((statement) => ({
      ...statement,
      Action: [statement['Action']].flat() as readonly string[],
      Resource: [statement['Resource']].flat(),
    })),
  );
}

/** Actions of one service that a function may take, without the service's name. */
export function actionsOf({ statements }: DeployedFunction, service: string): ReadonlySet<string> {
  const actions = statements.flatMap((statement) => statement.Action);
  return new Set(
    actions.filter((action) => action.startsWith(`${service}:`)).map((action) => action.split(':')[1] ?? ''),
  );
}
