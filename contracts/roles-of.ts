import { access, neededFor } from '../functions/access.ts';
import type { OperationName } from '../functions/operations.ts';

/** Who may call an operation, as the access table says. */
export function rolesOf(name: OperationName): readonly string[] {
  return neededFor(access[name]);
}
