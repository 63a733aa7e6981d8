import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceDictionaries } from '../../functions/store/evidence-dictionary.ts';
import { deflateEvidence, evidenceAs } from '../../functions/store/evidence.ts';

const read = evidenceAs<unknown>();
const evidence = { outcome: 'hold', exposure: { rest: 1_100_000n, order: -1n }, used: '137.5', reasons: [null, true] };

test('evidence reads as what was written, amounts exact', () => {
  const value = fc.jsonValue().filter((json) => !JSON.stringify(json).includes('"minor"'));
  fc.assert(
    fc.property(value, fc.bigInt(), (json, amount) => {
      const written = { json: JSON.parse(JSON.stringify(json)) as unknown, amount };
      expect(read(deflateEvidence(written), 'evidence')).toEqual(written);
    }),
  );
});

test('what was stored stays readable: no dictionary changes', () => {
  const digests = evidenceDictionaries.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  expect(digests).toEqual(['e124656eb9456469a761dc425ea1fac3631f6826a4dc7ef39485c24abb8b353f']);
  const stored = Buffer.from('AMPSnsEXLUjNCYx40TUEew+lLYFce4ALL1CSi60FAA==', 'base64');
  expect(read(stored, 'evidence')).toEqual(evidence);
});

test('a dictionary that is not known is an error, never garbage', () => {
  const bytes = deflateEvidence(evidence).with(0, 200);
  expect(() => read(bytes, 'evidence')).toThrow(TypeError);
});
