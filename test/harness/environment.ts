/** What a deployment would set; the engine's address is added by global-setup.ts, the table's name by each harness. */
export const testEnvironment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  TOKEN_ISSUER: 'https://issuer.test',
  TOKEN_AUDIENCE: 'holdfast',
  INSTALLATION_ADMINS: 'root',
  CURSOR_KEY: 'a key of the tests',
  HOLDFAST_SETTABLE_CLOCK: 'yes',
  // Expected refusals are not news in a test run; a defect still is.
  POWERTOOLS_LOG_LEVEL: 'ERROR',
} as const;
