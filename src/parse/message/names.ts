import type { SymptomNames } from '../../model/symptom.ts';
import { isDelivered, readMessage } from './message.ts';
import { parseHeader, valuesOf } from './header.ts';
import { reportKind } from './report-kind.ts';
import { wrappingOf } from './wrapping.ts';

/** What a received message names that a live check can look up. `bytes`: the message in latin1. */
export function namesOfMessage(bytes: string): SymptomNames {
  const { from, recipient, ses } = readMessage(bytes);
  return {
    senders: from === null ? [] : [from],
    recipients: recipient === null ? [] : [recipient],
    failedIdentities: [],
    configurationSet: null,
    tenant: null,
    template: null,
    region: ses.region,
    ips: ses.ip === null ? [] : [ses.ip],
    messageIds: ses.messageId === null ? [] : [ses.messageId],
    principal: null,
    resource: null,
    smtp: false,
  };
}

/** Whether it is a message that was composed and never sent. */
export function isDraft(bytes: string): boolean {
  const { fields } = parseHeader(bytes);
  return fields.some(({ name }) => name === 'from') && !isDelivered(fields);
}

/**
 * Whether a text is a whole message as a receiver got it, and no bounce, feedback report or auto-reply: those are read
 * as symptoms. Header fields alone are no message.
 */
export function isWholeMessage(bytes: string): boolean {
  const { fields, bodyStart, cut } = parseHeader(bytes);
  const has = (name: string): boolean => fields.some((field) => field.name === name);
  return (
    cut === null &&
    has('from') &&
    (has('received') || has('dkim-signature')) &&
    bytes.slice(bodyStart).trim() !== '' &&
    !/^multipart\/report\b/i.test(valuesOf(fields, 'content-type')[0] ?? '') &&
    !/postmaster/i.test(valuesOf(fields, 'from')[0] ?? '') &&
    reportKind(bytes) === null &&
    wrappingOf(bytes) === null
  );
}
