import type { CreditGroupId, CustomerId, LegalEntityId } from '../../domain/ids.ts';
import type { EventData, EventName } from '../outgoing-events.ts';
import type { CloudEvent } from '../store/topic.ts';

/**
 * Unique within the legal entity, whatever characters the parts hold: stored ids are so within their customer or credit group
 * only.
 */
export function eventId(owner: CustomerId | CreditGroupId | undefined, id: string): string {
  return owner === undefined ? id : `${encodeURIComponent(owner)}:${id}`;
}

/** A customer credit group belongs to no legal entity (§1.1), nor do its events. */
type Source = { readonly legalEntity: LegalEntityId } | { readonly creditGroup: CreditGroupId };

export function cloudEvent<N extends EventName>(
  name: N,
  source: Source,
  id: string,
  time: string,
  data: EventData<N>,
): CloudEvent<EventData<N>> {
  return {
    specversion: '1.0',
    id,
    source:
      'legalEntity' in source
        ? `/legal-entities/${encodeURIComponent(source.legalEntity)}`
        : `/customer-credit-groups/${encodeURIComponent(source.creditGroup)}`,
    type: `holdfast.${name}.v1`,
    time,
    datacontenttype: 'application/json',
    data,
  };
}
