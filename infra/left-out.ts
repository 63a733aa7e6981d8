import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Leaves out of the production bundle what the SDK carries and no function of ours ever runs: every cold start would
 * read it.
 */
export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    // A client reads nothing of its package.json but its version, for the User-Agent.
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    // The DynamoDB client makes one and hands it to nobody: no command of it discovers endpoints.
    build.onLoad({ filter: /\/@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/ }, () => ({
      contents: 'export class EndpointCache {}',
    }));
    // For another retry mode than ours (functions/store/client-options.ts).
    build.onLoad({ filter: /\/retry\/util-retry\/AdaptiveRetryStrategy\.js$/ }, () => ({
      contents: 'export const AdaptiveRetryStrategy = undefined;',
    }));
    // Every error of a service is a class of its own, most of them alike but for their names: those are made by one function.
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/dist-es\/models\/errors\.js$/ }, async ({ path }) => {
      return { contents: withAlikeErrors(await readFile(path, 'utf8')), loader: 'js' };
    });
    // What is not looked at by its class keeps its name without one.
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => {
      return { contents: withErrorsLookedAt(await readFile(path, 'utf8')), loader: 'js' };
    });
    // For where node:crypto has no SHA-256 or MD5. In Lambda it has.
    build.onLoad({ filter: /\/checksum\/\w+\/(Sha256|Md5)Js\.js$/ }, ({ path }) => ({
      contents: `export const ${basename(path, '.js')} = undefined;`,
    }));
    // For where nobody says the region. Lambda says it in AWS_REGION.
    build.onLoad({ filter: /\/regionConfig\/getInstanceMetadataRegion\.js$/ }, () => ({
      contents: 'export const getInstanceMetadataRegion = async () => undefined;',
    }));
    // For profiles in a home folder, which are looked for at every cold start. Lambda has none.
    build.onLoad({ filter: /\/node-config-provider\/fromSharedConfigFiles\.js$/ }, () => ({
      contents: `import { CredentialsProviderError } from '../property-provider/CredentialsProviderError';
export const fromSharedConfigFiles = () => async () => { throw new CredentialsProviderError(''); };`,
    }));
    // For endpoints worked out from region and account. Ours are spelled out (infra/store-environment.ts).
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/dist-es\/endpoint\/endpointResolver\.js$/ }, () => ({
      contents: givenEndpoint,
    }));
    // For the same: which regions there are.
    build.onLoad({ filter: /\/util-endpoints\/lib\/aws\/partitions\.js$/ }, () => ({
      contents: 'export const partitionsInfo = { partitions: [] };',
    }));
    // For signing messages of event streams.
    build.onLoad({ filter: /\/signature-v4\/dist-es\/HeaderFormatter\.js$/ }, () => ({
      contents: 'export class HeaderFormatter {}',
    }));
    // For loggers that keep lines back until an error (functions/logger.ts).
    build.onLoad({ filter: /\/logger\/lib\/esm\/logBuffer\.js$/ }, () => ({
      contents: 'export const CircularMap = undefined;',
    }));
    // For names of buckets.
    build.onLoad({ filter: /\/service-customizations\/index\.js$/ }, () => ({
      contents: 'export const resolveParamsForS3 = async (parameters) => parameters;',
    }));
  },
};

const givenEndpoint = `
export const defaultEndpointResolver = ({ Endpoint }) => {
  if (Endpoint === undefined) throw new Error('the environment names no endpoint: DYNAMODB_ENDPOINT, SQS_ENDPOINT, SNS_ENDPOINT');
  return { url: new URL(Endpoint), properties: {}, headers: {} };
};
`;

const alikeError =
  /export class (\w+) extends __BaseException \{\s+static shapeId = ("[^"]+");\s+name = "\1";\s+\$fault = ("\w+");\s+constructor\(opts\) \{\s+super\(\{\s+name: "\1",\s+\$fault: \3,\s+\.\.\.opts,\s+\}\);\s+Object\.setPrototypeOf\(this, \1\.prototype\);\s+\}\s+\}/g;

const errorClass = `
const errorClass = (name, shapeId, $fault) => class extends __BaseException {
  static shapeId = shapeId;
  name = name;
  $fault = $fault;
  constructor(opts) {
    super({ name, $fault, ...opts });
    Object.setPrototypeOf(this, new.target.prototype);
  }
};
`;

/** Those that functions/store asks `instanceof` of; all others it knows by name. */
const errorsLookedAt: readonly string[] = ['ConditionalCheckFailedException', 'TransactionCanceledException'];

const registeredError = /export var (\w+)\$ = \[-3, [^;]*;\s+\w+\.registerError\(\1\$, \1\);\n/g;

/** The SDK makes an error that it does not know one of its base class, with the name that the service gave. */
function withErrorsLookedAt(source: string): string {
  return source.replaceAll(registeredError, (all, name: string) => (errorsLookedAt.includes(name) ? all : ''));
}

/** An error with members of its own stays as it is written. */
function withAlikeErrors(source: string): string {
  return errorClass + source.replaceAll(alikeError, 'export const $1 = /* @__PURE__ */ errorClass("$1", $2, $3);');
}
