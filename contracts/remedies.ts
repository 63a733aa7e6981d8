import type { ProblemCode } from './problems-of.ts';

/** What whoever sent the request can do about each problem. A missing row does not compile. */
export const remedies: Readonly<Record<ProblemCode, string>> = {
  'invalid-request': 'Mend each field that `errors` points to, and send it again. The same request never succeeds.',
  busy: 'Wait as many seconds as `Retry-After` says and send the same request again, with the same Idempotency-Key.',
  defect:
    'Send the same request again, with the same Idempotency-Key. If it goes on, tell who runs the installation when it was.',
  'legal-entity-not-found': 'Check its id. If it is right, ask a credit administrator of the legal entity for a grant.',
  'not-allowed':
    'Ask somebody with one of the roles in `needs`, or a credit administrator for a grant with one. `installation-admin` is not granted: the deployment names them (`--installation-admins`; locally `INSTALLATION_ADMINS`, `ann` without it).',
  'not-found': 'Check the id, and that what should have created the record was accepted.',
  'precondition-required': 'Read the record and send its ETag as If-Match, with its quotes: `If-Match: "3"`.',
  'precondition-failed':
    'Read it again, look at what has changed, and send your change with the ETag in `current`. An ETag has quotes: `If-Match: 3` matches nothing.',
  'idempotency-key-required': 'Add the header, with a key that you keep for this intent.',
  'idempotency-key-reused': 'Send the first request unchanged to get its answer again, or this one under a new key.',
  'document-currency-differs': 'Send all documents of an order in the currency of the order.',
  'unknown-reference': 'Set the code up, or send one that is.',
  'in-use': 'Change or delete what `by` names first; customers, by giving them another.',
  'invalid-set-up': 'Mend the settings that `errors` points to, and send the whole document again.',
  'rulebook-too-large': 'Delete rules, reasons or codes that are no longer used.',
  'base-currency-fixed': 'Send the base currency that it has, or create another legal entity.',
  'business-date-would-go-back': 'Send it again at an hour when it is the same day in both time zones.',
  'manual-limit-edit-not-allowed':
    'Leave limits, their expiry dates and `unlimited` as they are in this request. Change them by a credit limit adjustment, or set `allowManualLimitEdit` (for a customer credit group, in the legal entities of all members).',
  'customer-differs': 'Send the customer that the document belongs to, or the document under an id of its own.',
  'order-version-outdated': 'Nothing, where a late message was overtaken; else send a version above `storedVersion`.',
  'import-incomplete': 'Send the missing parts, then ask again.',
  'no-dry-run': 'Wait until the dry run is done, and name its job.',
  'document-not-supported': 'Nothing: credit is not checked for project invoices.',
  'document-differs':
    'Send the document as it was sent first, or a corrected one under a new id (an order: a new version).',
  'too-many-settlements': 'Reverse the payment, and send it again in parts with settlements of their own.',
  'order-not-open': 'Nothing can be posted for it. Send a new order.',
  'order-rejected': 'Nothing: no checkpoint lets it pass until a new version of it arrives, which can be forced.',
  'order-wholly-invoiced': 'Nothing can be held of it any more.',
  'already-forced':
    'Nothing: the order is held until a person releases or rejects its hold. To note more, edit the hold.',
  'hold-not-open': 'Nothing, where `by` and `at` are as you expect; else read the order and its newest hold.',
  'hold-being-released': 'Wait until it is released, or withdraw the release before `until` and send this again.',
  'release-not-withdrawable':
    'Nothing, where the hold is not released, or as you expect. A release that was carried out cannot be taken back.',
  'hold-awaiting-approval':
    'Wait for those who are asked. Whoever made the request, or a credit manager, may recall it; forcing the hold does too.',
  'no-workflow-fits': 'Recall the request, and do without it what it asks.',
  'release-above-authority': 'Ask somebody with a larger release authority.',
  'exchange-rate-missing': 'Have the rate set up, then send it again.',
  'no-posting-to-release': 'Release it with the mode `without-posting`.',
  'wrong-reason-type': 'Send a reason of the type in `expected`.',
  'too-many-open-holds': 'Add a filter by legal entity or customer.',
  'export-too-large':
    'Filter: by legal entity, by customer, or ended holds by `endedFrom` and `endedTo`. Several exports make the whole.',
  'invalid-cursor': 'Start the list again, without a cursor and with the filters that you want to keep to its end.',
  'credit-group-number-taken': 'Choose another number.',
  'credit-group-full': 'Remove members first, or leave `considerMembersOverdue` off.',
  'too-many-entities-apart': 'Use a group in the currency of most of these legal entities, or several groups.',
  'group-currency-fixed': 'Send the currency that the group has, or create another group.',
  'in-another-credit-group': 'Remove the customer from the group in `creditGroup` first.',
  'too-many-holds-to-move':
    'Release or reject open holds of the customer until it has at most `maximum`, and send it again.',
  'own-request': 'Nothing: somebody else decides. To take the request back, recall it.',
  'already-approved': 'Nothing: your approval counts.',
  'not-an-approver': 'Ask somebody for whom it waits, or have one of them delegate it to you.',
  'not-the-requester':
    'Ask whoever made the request; a credit manager may recall it. To refuse it, reject it or send it back.',
  'unfit-delegate':
    'Delegate to somebody who has the role of a clerk or manager, is not the requester, has not approved in this step and is not asked already.',
  'approval-not-in-state': 'Read the request: `state` says what became of it.',
  'approval-too-long': 'Approve, reject or recall it, and submit it anew.',
  'no-other-approver':
    'Have somebody else make the request, or a credit administrator add users to the step or give its role to others.',
  'job-not-in-state':
    'Nothing, where it ended as you expect. Only a job that has not ended or that failed can be cancelled, and one that is done does not go on.',
  'statistics-in-use': 'Send a date up to `from`, or shorten the periods (`statisticsMonths`) first.',
  'nothing-to-score': 'Set up scoring groups first.',
  'job-not-cancellable': 'Let it go on. Where it stopped because it failed, `retry-job` has it go on.',
  'adjustment-not-open': 'Nothing, where it was posted as you expect; else write the change into a new adjustment.',
  'adjustment-empty': 'Write or generate lines first.',
  'adjustment-full': 'Write the rest into another adjustment, or narrow the filter that lines are generated by.',
  'approval-required': 'Submit it, and post it once it is approved.',
  'adjustment-not-postable':
    'Mend or delete each line in `lines`. A line is written again to take up the limit that it finds (`limit-changed`).',
  'limit-claimed': 'Wait until the adjustment is posted, then send it again.',
  'date-before-clock': 'Set a later instant. An empty data folder is at the present again; the past is for replays.',
};
