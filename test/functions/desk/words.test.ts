import { beforeAll, describe, expect, test } from 'vitest';
import { catalogues } from '../../../domain/words/words-in.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';

let desk: HoldDesk;
beforeAll(async () => {
  desk = await startHoldDesk();
  await desk.hold('O1', { customer: 'C1' }, {});
  await desk.order('O2', { state: 'open', amount: '-5.00' });
  await desk.ask('O2');
});

const chinese = { headers: { 'accept-language': 'zh-CN, en;q=0.5' } };

/** The answer without what is told in words. */
function codesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(codesOf);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !/^(title|text|.*Title)$/.test(name));
  return Object.fromEntries(entries.map(([name, member]) => [name, codesOf(member)]));
}

const questions = [
  ['get-hold', { hold: 'O1.1' }],
  ['get-decision', { customer: 'C1', decision: 'ask-O1' }],
  ['list-decisions', { order: 'O1' }],
  ['list-releasable-holds', { customer: 'C1' }],
] as const;

describe.each(questions)('%s', (name, params) => {
  test('says the same codes in the language that is accepted, and says which that is', async () => {
    const english = await desk.call(name, params);
    expect(english.headers).toMatchObject({ 'content-language': 'en', vary: 'accept-language' });
    const translated = await desk.call(name, params, undefined, chinese);
    expect(translated.headers).toMatchObject({ 'content-language': 'zh-CN', vary: 'accept-language' });
    expect(codesOf(translated.body)).toEqual(codesOf(english.body));
    expect(translated.body).not.toEqual(english.body);
    const text = JSON.stringify(translated.body);
    expect(text).toContain(catalogues['zh-CN'].names.reasons['credit-limit-used']);
    expect(text).toContain('10,000.00 EUR');
    expect(JSON.stringify(english.body)).not.toMatch(/\p{Script=Han}/u);
  });

  test('falls back to English', async () => {
    const { headers } = await desk.call(name, params, undefined, { headers: { 'accept-language': 'fr;;q' } });
    expect(headers['content-language']).toBe('en');
  });
});

test('every reason, clearance, rule and warning of a decision has words', async () => {
  await desk.parameters({ creditLimitCheck: 'warn' });
  await desk.order('O3', { amount: '9000.00' });
  await desk.ask('O3');
  const { body } = await desk.call('get-decision', { customer: 'C1', decision: 'ask-O3' }, undefined, chinese);
  const told = [
    ...body.reasons,
    ...body.warnings,
    ...body.reasons.flatMap(({ clearances }) => clearances),
    ...body.rules,
  ];
  expect(body.warnings).toHaveLength(1);
  expect(told.length).toBeGreaterThan(4);
  for (const { text } of told) expect(text).toMatch(/\p{Script=Han}/u);
});

test('a decision without a check says why in words', async () => {
  const { body } = await desk.call('get-decision', { customer: 'C1', decision: 'ask-O2' }, undefined, chinese);
  expect(body.skipped).toEqual({
    because: 'negative-amount',
    text: catalogues['zh-CN'].skips['negative-amount']({ date: '' }),
  });
});

test('a line of the hold list has the names of its reason and state, also of several', async () => {
  const list = await desk.harness.call('list-holds', { as: 'cleo', ...chinese });
  const { reasons, holdStates } = catalogues['zh-CN'].names;
  expect(list.headers['content-language']).toBe('zh-CN');
  expect(list.body.items).toMatchObject(
    list.body.items.map(({ reason, state }) => ({ reasonTitle: reasons[reason], stateTitle: holdStates[state] })),
  );
  expect(list.body.items.length).toBeGreaterThan(0);
});

test('order systems are answered in codes alone', async () => {
  await desk.order('O4', { amount: '10000.00' });
  const { body, headers } = await desk.ask('O4');
  expect(headers).not.toHaveProperty('content-language');
  expect(codesOf(body)).toEqual(body);
});
