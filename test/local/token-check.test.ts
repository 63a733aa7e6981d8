import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkedSubject } from '../../functions/identity.ts';
import { openIssuer, type Issuer } from '../../local/issuer.ts';
import { tokenCheck, type TokenCheck } from '../../local/token-check.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();

type Key = Awaited<ReturnType<typeof generateKeyPair>>;

const nowSeconds = Math.floor(Date.now() / 1000);
const good = { sub: 'ann', client_id: 'holdfast', token_use: 'access', scope: 'holdfast', exp: nowSeconds + 600 };

let ours: Key;
let check: TokenCheck;
let issuer: Pick<Issuer, 'name' | 'audience' | 'jwks'>;

beforeAll(async () => {
  ours = await generateKeyPair('RS256');
  const { n = '', e = '' } = await exportJWK(ours.publicKey);
  issuer = { name: 'https://issuer.test', audience: 'holdfast', jwks: { keys: [{ kid: 'k1', kty: 'RSA', n, e }] } };
  check = tokenCheck(issuer);
});

async function signed(claims: JWTPayload, header: object = {}, key = ours): Promise<string> {
  return new SignJWT({ iss: issuer.name, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header })
    .sign(key.privateKey, { crit: { ours: true } });
}

/** Both doors: the gateway's check, then the pipeline's. */
function subjectOf(token: string): string | undefined {
  const claims = check(`Bearer ${token}`);
  if (claims === undefined) return undefined;
  try {
    return checkedSubject(claims, nowSeconds);
  } catch {
    return undefined;
  }
}

describe('lets through', () => {
  it('an access token of the issuer, claims as text', async () => {
    expect(check(`Bearer ${await signed(good)}`)).toEqual({
      ...good,
      iss: issuer.name,
      exp: String(good.exp),
    });
    expect(subjectOf(await signed(good))).toBe('ann');
  });

  it('one that names the audience in aud', async () => {
    const { client_id: _, ...rest } = good;
    expect(subjectOf(await signed({ ...rest, aud: 'holdfast' }))).toBe('ann');
  });

  it('what the local issuer signs', async () => {
    const local = await openIssuer(newFolder());
    expect(tokenCheck(local)(`Bearer ${await local.accessToken('ola')}`)).toMatchObject({
      sub: 'ola',
      token_use: 'access',
    });
  });
});

describe('refuses', () => {
  it('no token, another scheme, and what is no token', async () => {
    const token = await signed(good);
    expect(check(undefined)).toBeUndefined();
    expect(check(token)).toBeUndefined();
    expect(check(`Basic ${token}`)).toBeUndefined();
    expect(check('Bearer a.b.c')).toBeUndefined();
    expect(check(`Bearer ${token} `)).toBeUndefined();
  });

  it('alg none', () => {
    const token = new UnsecuredJWT(good).setIssuer(issuer.name).encode();
    expect(subjectOf(token)).toBeUndefined();
    expect(subjectOf(`${token}AAAA`)).toBeUndefined();
  });

  it('HS256 with the public key as secret', async () => {
    const secret = new TextEncoder().encode(issuer.jwks.keys[0]?.n);
    const token = await new SignJWT({ ...good, iss: issuer.name })
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(secret);
    expect(subjectOf(token)).toBeUndefined();
  });

  it('another key under our key id, and an unknown key id', async () => {
    const other = await generateKeyPair('RS256');
    expect(subjectOf(await signed(good, {}, other))).toBeUndefined();
    expect(subjectOf(await signed(good, { kid: 'k2' }))).toBeUndefined();
  });

  it('changed claims under the old signature', async () => {
    const [header, , signature] = (await signed(good)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...good, iss: issuer.name, sub: 'bob' })).toString('base64url');
    expect(subjectOf(`${header}.${payload}.${signature}`)).toBeUndefined();
  });

  it('a critical extension that nobody here understands', async () => {
    expect(subjectOf(await signed(good, { crit: ['ours'], ours: true }))).toBeUndefined();
  });

  it.each([
    ['no expiry', 'gateway', { exp: undefined }],
    ['expired', 'gateway', { exp: nowSeconds - 1 }],
    ['not valid yet', 'gateway', { nbf: nowSeconds + 600 }],
    ['another issuer', 'gateway', { iss: 'https://elsewhere.test' }],
    ['another client', 'gateway', { client_id: 'other' }],
    ['no client', 'gateway', { client_id: undefined }],
    ['another audience beside our client id', 'gateway', { aud: 'other' }],
    ['several audiences', 'pipeline', { aud: ['holdfast', 'other'] }],
    ['our audience in a list', 'pipeline', { aud: ['holdfast'] }],
    ['an ID token', 'pipeline', { token_use: 'id', aud: 'holdfast' }],
    [
      'an ID token of an issuer without token_use',
      'pipeline',
      { token_use: undefined, scope: undefined, aud: 'holdfast' },
    ],
    ['no subject', 'pipeline', { sub: undefined }],
    ['an empty subject', 'pipeline', { sub: '' }],
    ['a subject over 128 characters', 'pipeline', { sub: 'x'.repeat(129) }],
  ])('%s (by the %s)', async (_, door, claims) => {
    const token = await signed({ ...good, ...claims });
    expect(check(`Bearer ${token}`) === undefined).toBe(door === 'gateway');
    expect(subjectOf(token)).toBeUndefined();
  });

  it('the second of its expiry', () => {
    expect(() => checkedSubject({ ...good, iss: issuer.name, exp: '1000' }, 1000)).toThrow();
    expect(checkedSubject({ ...good, iss: issuer.name, exp: '1001' }, 1000)).toBe('ann');
  });
});
