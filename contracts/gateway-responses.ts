import * as z from 'zod/mini';
import type { ZodOpenApiResponseObject } from 'zod-openapi';

const message = z.looseObject({ message: z.string() }).check(z.meta({ id: 'GatewayMessage' }));
/** How API Gateway words what it answers without asking a function: no problem document. */
export const gatewayContent = { 'application/json': { schema: message } };

/** What every operation may answer in API Gateway's own words (docs/explanation/shape.md, "Edges"). */
export const gatewayResponses: Readonly<Record<'401' | '429', ZodOpenApiResponseObject>> = {
  401: {
    id: 'Unauthorized',
    description:
      'There is no token, or it is not one to accept: expired, of another issuer or audience, no access token.',
    headers: z.object({ 'WWW-Authenticate': z.string().check(z.meta({ examples: ['Bearer'] })) }),
    content: gatewayContent,
  },
  429: {
    id: 'TooManyRequests',
    description: 'Too many requests at once; send it again later.',
    content: gatewayContent,
  },
};
