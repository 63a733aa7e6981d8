import { readFile } from 'node:fs/promises';
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
    // For where node:crypto has no SHA-256. In Lambda it has.
    build.onLoad({ filter: /\/checksum\/sha256\/Sha256Js\.js$/ }, () => ({
      contents: 'export const Sha256Js = undefined;',
    }));
    // For where nobody says the region. Lambda says it in AWS_REGION.
    build.onLoad({ filter: /\/regionConfig\/getInstanceMetadataRegion\.js$/ }, () => ({
      contents: 'export const getInstanceMetadataRegion = async () => undefined;',
    }));
  },
};
