import { defineConfig } from 'vitest/config';
import { testEnvironment } from './test/harness/environment.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/harness/global-setup.ts'],
    env: testEnvironment,
    pool: 'forks',
    // fauxqs keeps its queues in node:sqlite.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
