import type { LegalEntityId, Subject } from '../domain/ids.ts';
import type { Role } from './roles.ts';

/** §1.2, §1.4: what a user may do in one legal entity. `releaseAuthority` is a decimal in the entity's base currency. */
export type Grant = { readonly roles: readonly Role[]; readonly releaseAuthority?: string | undefined };

/** Who asks, and everything that is granted to them. */
export type Actor = {
  readonly subject: Subject;
  readonly grants: ReadonlyMap<LegalEntityId, Grant>;
  /** Named by the deployment: creates legal entities and gives the first grants. */
  readonly isInstallationAdmin: boolean;
};

declare const authorized: unique symbol;

/**
 * A legal entity that the access check has let this actor into. Store functions take no other, so that a handler cannot
 * reach a legal entity that was never checked.
 */
export type AuthorizedEntity = LegalEntityId & { readonly [authorized]: true };
