import type { OrderLedger, Posting } from './order.ts';
import type { Parameters } from './parameters.ts';

/**
 * §5.2: what an order adds to exposure as it would stand after the posting asked for: newly invoiced, delivered and open, as
 * far as the basis includes them, and at least the posting's own amount so far as it is not invoiced yet. Cancelling a packing
 * slip takes delivered back. Minor units of the order's currency.
 */
export function contributionOf(ledger: OrderLedger, posting: Posting, basis: Parameters['exposureBasis']): bigint {
  const { amount } = ledger;
  const posted = posting.amount ?? leftToPost(ledger, posting);
  const isInvoice = posting.checkpoint === 'invoice';
  const newlyInvoiced = isInvoice ? posted : 0n;
  const invoiced = ledger.invoiced + newlyInvoiced;
  const delivered = deliveredAfter(ledger, posting, posted);
  const deliveredPart = atLeastZero(delivered - invoiced);
  const openPart = atLeastZero(amount - larger(delivered, invoiced));
  const included = {
    balance: newlyInvoiced,
    'balance-and-delivered': newlyInvoiced + deliveredPart,
    'balance-and-orders': newlyInvoiced + deliveredPart + openPart,
    none: newlyInvoiced + deliveredPart + openPart,
  }[basis];
  return larger(included, ownAmount(ledger, posting, posted));
}

function deliveredAfter({ delivered }: OrderLedger, { checkpoint, mode }: Posting, posted: bigint): bigint {
  if (checkpoint !== 'packing-slip') return delivered;
  return mode === 'cancellation' ? atLeastZero(delivered - posted) : delivered + posted;
}

/** The posting's own amount so far as it is not invoiced yet; a cancellation has none. */
function ownAmount({ amount, delivered, invoiced }: OrderLedger, posting: Posting, posted: bigint): bigint {
  if (posting.mode === 'cancellation') return 0n;
  switch (posting.checkpoint) {
    case 'invoice':
      return posted;
    case 'packing-slip':
      return atLeastZero(delivered + posted - larger(invoiced, delivered));
    case 'confirmation':
    case 'picking-list':
    case 'release-to-warehouse': {
      const notInvoiced = larger(amount, posted) - invoiced;
      return atLeastZero(posted < notInvoiced ? posted : notInvoiced);
    }
  }
}

/** §5.2: a posting that names no amount is of all that is left, a cancellation of all that is delivered and not invoiced. */
function leftToPost({ amount, delivered, invoiced }: OrderLedger, { checkpoint, mode }: Posting): bigint {
  if (mode === 'cancellation') return atLeastZero(delivered - invoiced);
  if (checkpoint === 'invoice') return atLeastZero(amount - invoiced);
  if (checkpoint === 'packing-slip') return atLeastZero(amount - delivered);
  return atLeastZero(amount - larger(delivered, invoiced));
}

function atLeastZero(value: bigint): bigint {
  return larger(value, 0n);
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
