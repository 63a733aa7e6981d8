import { beforeEach, expect, it } from 'vitest';
import type { LegalEntityId } from '../../domain/ids.ts';
import { businessInstant } from '../../functions/clock.ts';
import { openClock, type LocalClock } from '../../local/clock-file.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();

const acme = 'ACME' as LegalEntityId;
const other = 'OTHER' as LegalEntityId;
let folder: string;
let clock: LocalClock;

beforeEach(() => {
  folder = newFolder();
  clock = openClock(folder, { mayStartInPast: true });
});

it('sets business time of one legal entity or of all', () => {
  expect(clock.set('2012-01-05T09:00:00+01:00', 'ACME')).toBe(true);
  expect(clock.set('2026-06-15T10:00:00Z')).toBe(true);
  expect([businessInstant(acme), businessInstant(other)]).toEqual([
    '2012-01-05T08:00:00.000Z',
    '2026-06-15T10:00:00.000Z',
  ]);
  expect(clock.read()).toEqual({
    now: '2026-06-15T10:00:00.000Z',
    legalEntities: { ACME: '2012-01-05T08:00:00.000Z' },
  });
});

it('only moves forward', () => {
  clock.set('2026-06-15T10:00:00Z', 'ACME');
  expect(clock.set('2026-06-15T09:59:59Z', 'ACME')).toBe(false);
  expect(clock.set('2026-06-15T10:00:00.000Z', 'ACME')).toBe(true);
  expect(clock.set('2026-06-15T12:00:00+02:00', 'ACME')).toBe(true);
  expect(businessInstant(acme)).toBe('2026-06-15T10:00:00.000Z');
});

it('may begin in the past only where it is told so', () => {
  const present = openClock(folder);
  const [before, after] = ['2026-01-15T10:00:00Z', '2126-06-15T10:00:00Z'];
  expect([present.set(before), present.set(before, 'ACME')]).toEqual([false, false]);
  expect(present.set(after)).toBe(true);
  expect([present.set('2126-06-15T09:59:59.999Z', 'ACME'), present.set(after, 'ACME')]).toEqual([false, true]);
});

it('outlives a restart', () => {
  clock.set('2026-06-15T10:00:00Z', 'ACME');
  const reopened = openClock(folder, { mayStartInPast: true });
  expect(businessInstant(acme)).toBe('2026-06-15T10:00:00.000Z');
  expect(reopened.set('2026-06-15T09:00:00Z', 'ACME')).toBe(false);
});
