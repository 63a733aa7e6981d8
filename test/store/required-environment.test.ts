import { afterEach, expect, test, vi } from 'vitest';
import { requiredEnvironment } from '../../functions/store/required-environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a variable that is set is given, one that is unset or empty is a defect that names it', () => {
  vi.stubEnv('TOPIC_ARN', 'arn');
  expect(requiredEnvironment('TOPIC_ARN')).toBe('arn');
  vi.stubEnv('TOPIC_ARN', '');
  expect(() => requiredEnvironment('TOPIC_ARN')).toThrow('TOPIC_ARN');
  vi.stubEnv('TOPIC_ARN', undefined);
  expect(() => requiredEnvironment('TOPIC_ARN')).toThrow('TOPIC_ARN');
});
