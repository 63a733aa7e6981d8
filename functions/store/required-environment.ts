/**
 * A variable that a deployment sets for its functions. Read at use, so that tests and the local runtime can set it after the
 * module is loaded; empty counts as unset, since nothing of ours is named by no characters.
 */
export function requiredEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}
