import { businessDate } from '../../domain/civil-date.ts';
import { setUpCustomer, type CustomerChange } from '../../domain/customer-set-up.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { writeCustomer } from '../../domain/written-customer.ts';
import { customerBody } from '../customer-wire.ts';
import { decode } from '../decode.ts';
import { changeCustomer, type CustomerMoment } from '../store/change-customer.ts';
import { findCustomer, type StoredCustomer } from '../store/customers.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { customerId } from '../wire.ts';
import type { RowFields } from './row-fields.ts';
import type { RowImport } from './row-import.ts';

/** Thrown where the customer is no longer what the dry run saw. */
class Outdated extends Error {}

/** Customers with what the columns say of them; a cell that is empty, and a field without a column, stays as it is. */
export const customerRows: RowImport = rowsOf(true);

/** The credit limits of customers that are there. */
export const creditLimitRows: RowImport = rowsOf(false);

function rowsOf(mayCreate: boolean): RowImport {
  return {
    check: async ({ entity, now }, fields) => {
      const customer = decode(customerId, fields['customer'], '/customer');
      const [document, current] = await Promise.all([currentRulebook(entity), findCustomer(entity, customer)]);
      const moment = { document, today: businessDate(now, document.entity.timeZone) };
      const change = changeOf(customer, fields, current, moment, mayCreate);
      const version = current?.policyVersion ?? null;
      if (change === undefined) return { outcome: 'unchanged', version };
      return { outcome: current === undefined ? 'would-create' : 'would-change', version };
    },
    commit: async (context, fields, version) => {
      const customer = decode(customerId, fields['customer'], '/customer');
      try {
        let isAsTheRowSays = false;
        const { isCreated } = await changeCustomer(context, customer, (current, moment) => {
          const change = changeOf(customer, fields, current, moment, mayCreate);
          isAsTheRowSays = change === undefined;
          if (change !== undefined && (current?.policyVersion ?? null) !== version) throw new Outdated();
          return change;
        });
        if (isAsTheRowSays) return 'unchanged';
        return isCreated ? 'created' : 'changed';
      } catch (error) {
        if (error instanceof Outdated) return 'outdated';
        throw error;
      }
    },
  };
}

function changeOf(
  customer: CustomerId,
  fields: RowFields,
  current: StoredCustomer | undefined,
  moment: CustomerMoment,
  mayCreate: boolean,
): CustomerChange | undefined {
  const { customer: _, ...given } = fields;
  if (current === undefined && !mayCreate) throw refuse('not-found', { kind: 'customer' });
  const before = current === undefined ? {} : writeCustomer(current.customer, moment.document.entity.baseCurrency);
  const written = decode(customerBody, { ...before, ...given }, '');
  return setUpCustomer(customer, written, current?.customer, moment);
}
