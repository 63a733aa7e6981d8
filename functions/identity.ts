import type { Subject } from '../domain/ids.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Actor } from './actor.ts';
import { forgetGrants, grantsOf } from './store/grants.ts';
import { requiredEnvironment } from './store/required-environment.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** A token that the gateway let through but that is not ours to accept: 401. */
export class Unauthorized extends Error {}

/**
 * Checks again what the gateway checked, and what libraries let pass: issuer, expiry, one audience, an
 * access token and not an ID token. API Gateway hands claims on as text, the local gateway does the same.
 */
export function subjectOf(claims: Claims | undefined): Subject {
  if (claims === undefined) throw new Unauthorized('no claims');
  return checkedSubject(claims, Date.now() / 1000);
}

/**
 * What `check` makes of a user, or of the principal of a sending system's queue, with all that is granted to them. A refusal
 * is given only under grants that were read for it: giving a grant works at once, only taking one away may take a minute.
 */
export async function withActor<T>(subject: Subject, check: (actor: Actor) => T): Promise<T> {
  try {
    return check(await actorOf(subject));
  } catch (error) {
    if (!(error instanceof Refusal) || !forgetGrants(subject)) throw error;
    return check(await actorOf(subject));
  }
}

async function actorOf(subject: Subject): Promise<Actor> {
  const admins = (process.env['INSTALLATION_ADMINS'] ?? '').split(',').filter((name) => name !== '');
  return { subject, grants: await grantsOf(subject), isInstallationAdmin: admins.includes(subject) };
}

/** The subject of claims that hold now (`nowSeconds`, Unix time). */
export function checkedSubject(claims: Claims, nowSeconds: number): Subject {
  const expiry = Number(claims['exp']);
  if (!(expiry > nowSeconds)) throw new Unauthorized('expired or without expiry');
  if (claims['iss'] !== requiredEnvironment('TOKEN_ISSUER')) throw new Unauthorized('another issuer');
  const audience = claims['aud'] ?? claims['client_id'];
  if (typeof audience !== 'string' || audience !== requiredEnvironment('TOKEN_AUDIENCE'))
    throw new Unauthorized('another audience');
  if (claims['token_use'] !== undefined && claims['token_use'] !== 'access')
    throw new Unauthorized('not an access token');
  if (claims['token_use'] === undefined && claims['scope'] === undefined) throw new Unauthorized('not an access token');
  const subject = claims['sub'];
  if (typeof subject !== 'string' || subject === '' || subject.length > 128) throw new Unauthorized('no subject');
  return subject as Subject;
}
