import { JwtVerifier } from 'aws-jwt-verify';
import type { Issuer } from './issuer.ts';

/** Claims as API Gateway hands them on: text. */
export type TextClaims = Readonly<Record<string, string>>;

/** The claims of an Authorization header, or undefined where API Gateway would answer 401. */
export type TokenCheck = (authorization: string | undefined) => TextClaims | undefined;

/**
 * Checks what API Gateway's JWT authorizer checks: signature, issuer, audience, expiry. Its library lets more pass than
 * we want; what a function can see is checked again in functions/identity.ts, in AWS too.
 */
export function tokenCheck(issuer: Pick<Issuer, 'name' | 'audience' | 'jwks'>): TokenCheck {
  const verifier = JwtVerifier.create({
    issuer: issuer.name,
    audience: null,
    jwksUri: `${issuer.name}/.well-known/jwks.json`,
    customJwtCheck: ({ header, payload }) => {
      // RFC 7515: whoever does not understand a critical extension must refuse the token.
      if ('crit' in header) throw new Error('unknown critical extension');
      if (typeof payload.exp !== 'number') throw new Error('no expiry');
      if (!audiencesOf(payload).includes(issuer.audience)) throw new Error('another audience');
    },
  });
  verifier.cacheJwks({ keys: issuer.jwks.keys.map((key) => ({ ...key, use: 'sig', alg: 'RS256' })) });
  return (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    try {
      return asText(verifier.verifySync(token));
    } catch {
      return undefined;
    }
  };
}

/** API Gateway looks at `client_id` only where there is no `aud`. */
function audiencesOf(payload: { readonly aud?: unknown; readonly client_id?: unknown }): readonly unknown[] {
  return payload.aud === undefined ? [payload.client_id] : Array.isArray(payload.aud) ? payload.aud : [payload.aud];
}

function asText(payload: object): TextClaims {
  return Object.fromEntries(Object.entries(payload).map(([claim, value]) => [claim, textOf(value)]));
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? `[${value.map(textOf).join(' ')}]` : JSON.stringify(value);
}
