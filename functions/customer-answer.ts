import type { RulebookDocument } from '../domain/rulebook.ts';
import { writeCustomer } from '../domain/written-customer.ts';
import type { StoredCustomer } from './store/customers.ts';

/** A stored customer as the API shows it. The policy version moves with every change of the account: it is the ETag. */
export function answerOf(found: {
  readonly stored: StoredCustomer;
  readonly document: RulebookDocument;
  readonly isCreated?: boolean;
}) {
  const { customer, policyVersion } = found.stored;
  const written = writeCustomer(customer, found.document.entity.baseCurrency);
  const body = { ...written, customer: customer.customer, creditLimitDate: customer.creditLimitDate };
  return {
    body: { ...body, temporaryLimits: [...written.temporaryLimits], policies: [...written.policies] },
    etag: policyVersion,
    isCreated: found.isCreated === true,
  };
}
