import type { LegalEntityId } from '../domain/ids.ts';

let settings: ReadonlyMap<LegalEntityId | '*', string> = new Map();

/** Now (ISO 8601, UTC) as business sees it in a legal entity. Tokens, time-outs and back-off use real time, never this. */
export function businessInstant(legalEntity: LegalEntityId): string {
  return settings.get(legalEntity) ?? settings.get('*') ?? new Date().toISOString();
}

/**
 * Stops business time at given instants, per legal entity or for all (`*`), so that time can be replayed. Only where the
 * process says that it is a local or a test one.
 */
export function setClock(instants: ReadonlyMap<LegalEntityId | '*', string>): void {
  if (process.env['HOLDFAST_SETTABLE_CLOCK'] !== 'yes')
    throw new Error('the clock can be set in local and test mode only');
  settings = new Map(instants);
}
