import { access } from '../functions/access.ts';
import type { OperationName } from '../functions/operations.ts';

/** The name under which a refusal asks for the deployment's own administrator. */
export const installationAdmin = 'installation-admin';

/** Who may call an operation, as the access table says. */
export function rolesOf(name: OperationName): readonly string[] {
  const row = access[name];
  return row.in === 'installation' ? [installationAdmin] : row.roles;
}
