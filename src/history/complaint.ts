/*
 * What counts as a complaint, in SQL. SES tells as one, too, what it did not try because of a suppression list, and the report that
 * a mail was no spam ("Contents of event data": complaintSubType, complaintFeedbackType).
 */

/** A complaint that SES made itself of an address on a suppression list. */
export const suppressed = `coalesce(sub_kind, '') IN ('OnAccountSuppressionList', 'OnTenantSuppressionList')`;

/** A complaint of a person. */
export const complaint = `type = 'Complaint' AND NOT ${suppressed} AND coalesce(kind, '') <> 'not-spam'`;

/**
 * A record of a complaint is one, however many it names: its `complainedRecipients` are those who may have complained, since
 * most receivers take out who it was ("Contents of event data").
 */
export const counted = `(type <> 'Complaint' OR nth = 1)`;
