import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A function as the SAM CLI sees it. */
export type SamFunction = {
  /** What `sam local invoke` calls it. */
  readonly name: string;
  /** Undefined where the template does not say which folder of this machine holds the code. */
  readonly codeFolder: string | undefined;
  readonly handler: string;
  readonly runtime: string;
  /** `undefined` for what is known only once deployed. */
  readonly environment: ReadonlyMap<string, string | undefined>;
};

type Resource = {
  readonly Type: string;
  readonly Properties?: {
    readonly Handler?: string;
    readonly Runtime?: string;
    readonly TemplateURL?: unknown;
    readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  };
  readonly Metadata?: Readonly<Record<string, unknown>>;
};

/** Reads a template and those nested in it, as `sam local invoke --template-file` does. */
export function samFunctions(templateFile: string): readonly SamFunction[] {
  const folder = dirname(templateFile);
  const { Resources = {} } = JSON.parse(readFileSync(templateFile, 'utf8')) as {
    readonly Resources?: Readonly<Record<string, Resource>>;
  };
  return Object.entries(Resources).flatMap(([logicalId, resource]) => {
    const url = resource.Properties?.TemplateURL;
    if (resource.Type === 'AWS::CloudFormation::Stack' && typeof url === 'string') {
      return samFunctions(join(folder, url));
    }
    return resource.Type === 'AWS::Lambda::Function' ? [samFunction(logicalId, resource, folder)] : [];
  });
}

function samFunction(logicalId: string, { Metadata = {}, Properties = {} }: Resource, folder: string): SamFunction {
  const variables = Object.entries(Properties.Environment?.Variables ?? {});
  return {
    name: nameOf(logicalId, Metadata),
    codeFolder: codeFolderOf(Metadata, folder),
    handler: Properties.Handler ?? '',
    runtime: Properties.Runtime ?? '',
    environment: new Map(variables.map(([name, value]) => [name, typeof value === 'string' ? value : undefined])),
  };
}

/** The name that the template gives, else the last but one part of the construct's path, else the logical id. */
function nameOf(logicalId: string, metadata: Readonly<Record<string, unknown>>): string {
  const given = metadata['SamResourceId'];
  if (typeof given === 'string' && given !== '') return given;
  const path = metadata['aws:cdk:path'];
  const parts = typeof path === 'string' ? path.split('/') : [];
  const part = parts.at(-1) === 'Resource' ? parts.at(-2) : parts.at(-1);
  return (parts.length === 2 || parts.length === 3) && part !== undefined && part !== '' ? part : logicalId;
}

function codeFolderOf(metadata: Readonly<Record<string, unknown>>, folder: string): string | undefined {
  const path = metadata['aws:asset:path'];
  return metadata['aws:asset:property'] === 'Code' && typeof path === 'string' ? join(folder, path) : undefined;
}
