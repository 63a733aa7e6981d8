import { createDocument, type ZodOpenApiPathItemObject } from 'zod-openapi';
import { operations } from '../functions/operations.ts';
import { problemType } from '../functions/problem-type.ts';
import { areaDescriptions } from './area-descriptions.ts';
import { namedSchemas } from './named-schemas.ts';
import { operationObject } from './operation-object.ts';
import { packageVersion } from './package-version.ts';

/** The API description (OpenAPI 3.1) of every operation, from nothing but the contracts. */
export function openApi(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Holdfast',
      version: packageVersion(),
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The installation that answers with this document.' }],
    security: [{ token: [] }],
    tags: Object.entries(areaDescriptions).map(([name, text]) => ({ name, description: text })),
    paths: paths(),
    components: {
      schemas: namedSchemas,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'An access token of the installation’s issuer. Roles come from stored grants, not from the token.',
        },
      },
    },
  });
}

const description = `Decides whether a sales order may go on account, holds it with reasons, and lets it go.

Amounts are decimal strings, never JSON numbers. Unknown fields are refused. Failures are problem documents (RFC 9457)
whose \`type\` is \`${problemType('')}\` and a code; what you may not see does not exist for you. Every POST needs an
Idempotency-Key. What people edit has an ETag, and changing it needs If-Match. Lists answer at most 100 items and a
cursor for the next page. \`x-roles\` names the roles that may call an operation.`;

function paths(): Readonly<Record<string, ZodOpenApiPathItemObject>> {
  const byPath: Record<string, ZodOpenApiPathItemObject> = {};
  for (const operation of operations) {
    const method = operation.method.toLowerCase() as Lowercase<typeof operation.method>;
    byPath[operation.path] = { ...byPath[operation.path], [method]: operationObject(operation) };
  }
  return byPath;
}
