import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { writeWhole } from './write-whole.ts';

/** Who signs tokens on one machine: a stand-in for the identity provider that a deployment names. */
export type Issuer = {
  readonly name: string;
  readonly audience: string;
  /** Public keys, as an identity provider publishes them. */
  readonly jwks: { readonly keys: readonly PublicKey[] };
  readonly accessToken: (subject: string) => Promise<string>;
};
export type PublicKey = { readonly kid: string; readonly kty: string; readonly n: string; readonly e: string };

const name = 'https://issuer.holdfast.local';
const audience = 'holdfast';
const lifetime = '7 days';
/** The one family that API Gateway's JWT authorizer takes. */
const algorithm = 'RS256';

/** Signs with the key kept in `folder`, so that tokens outlive a restart. */
export async function openIssuer(folder: string): Promise<Issuer> {
  const jwk = await keyIn(folder);
  const kid = await calculateJwkThumbprint(jwk);
  const key = await importJWK(jwk, algorithm);
  const accessToken = (subject: string): Promise<string> =>
    // The claims of a Cognito access token: it has a client_id and no audience.
    new SignJWT({ client_id: audience, token_use: 'access', scope: 'holdfast' })
      .setProtectedHeader({ alg: algorithm, kid })
      .setIssuer(name)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(key);
  const { n, e, kty } = jwk as Required<Pick<JWK, 'n' | 'e' | 'kty'>>;
  const publicKey = { kid, kty, n, e, use: 'sig', alg: algorithm };
  return { name, audience, jwks: { keys: [publicKey] }, accessToken };
}

/** Whether tokens were ever signed there. */
export function hasIssuer(folder: string): boolean {
  return existsSync(keyFile(folder));
}

const keyFile = (folder: string): string => join(folder, 'issuer-key.json');

async function keyIn(folder: string): Promise<JWK> {
  const file = keyFile(folder);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  mkdirSync(folder, { recursive: true });
  writeWhole(file, JSON.stringify(jwk), 0o600);
  return jwk;
}
