import { withoutType } from '../bounce-fields.ts';
import type { Reading } from '../collector.ts';
import { delayAlone, whileTried } from '../finality.ts';
import { outcomeOf, outcomeOfReply, type TakeOutcome } from './outcome.ts';
import { listOf, textOf, type Json } from '../json.ts';
import { recipientsOf } from './mail.ts';
import { readRemoteReply } from '../remote-reply.ts';
import { isNumberAlone, verdictsOf } from '../reply-verdict.ts';

const byDelayType: Readonly<Record<string, readonly string[]>> = {
  ipfailure: ['bounce/ip-blocked-by-provider', 'bounce/rate-limited'],
  mailboxfull: ['bounce/mailbox-full'],
  spamdetected: ['bounce/spam-rejected'],
  recipientservererror: ['bounce/recipient-server-fault'],
  transientcommunicationfailure: ['bounce/recipient-server-fault'],
  internalfailure: ['send/temporary-failure'],
  sendingdeferral: ['bounce/rate-limited'],
  byoiphostnamelookupunavailable: ['bounce/reverse-name-rejected'],
};

/** Each recipient whose message waits. */
export function readDelay(delay: Json, mail: Json | null, take: TakeOutcome): void {
  const delayType = textOf(delay['delayType']) ?? '';
  const sender = textOf(mail?.['source']);
  const entries = recipientsOf(delay['delayedRecipients']);
  const all =
    entries.length > 0
      ? entries
      : listOf(mail?.['destination']).map((address): Json => ({ emailAddress: address }));
  for (const entry of all.length > 0 ? all : [{}]) {
    const recipient = textOf(entry['emailAddress']);
    const diagnostic = textOf(entry['diagnosticCode']) ?? '';
    const status = textOf(entry['status']);
    const [verdict] =
      diagnostic === '' || typeDecides(delayType, diagnostic)
        ? []
        : verdictsOf({ text: withoutType(diagnostic), status: null, recipient, sender });
    const fields = { delayType, diagnostic, status, recipient, sender };
    take(
      recipient,
      verdict === undefined
        ? outcomeOf(delayReadings(fields))
        : outcomeOfReply(whileTried([verdict])[0] ?? verdict, diagnostic, () => delayReadings(fields)),
    );
  }
}

interface DelayFields {
  delayType: string;
  diagnostic: string;
  status: string | null;
  recipient: string | null;
  sender: string | null;
}

/** Whether SES's type of the delay says more than the reply, which is a number alone. */
const typeDecides = (delayType: string, diagnostic: string): boolean =>
  byDelayType[delayType.toLowerCase()] !== undefined &&
  isNumberAlone({ text: withoutType(diagnostic), status: null, recipient: null });

/** The receiver's reply, else SES's type of the delay, else the status. */
function delayReadings({
  delayType,
  diagnostic,
  status,
  recipient,
  sender,
}: DelayFields): readonly Reading[] {
  const quote = diagnostic === '' ? `DeliveryDelay / ${delayType}` : diagnostic;
  const data = { delayType };
  const withType = (readings: readonly Reading[]): readonly Reading[] =>
    readings.map((reading) => ({ ...reading, data: { ...data, ...reading.data } }));
  const remote =
    diagnostic === '' || typeDecides(delayType, diagnostic)
      ? []
      : readRemoteReply({ text: withoutType(diagnostic), status: null, recipient, sender });
  if (remote.length > 0) return withType(whileTried(remote));
  const own = byDelayType[delayType.toLowerCase()] ?? [];
  if (own.length > 0) return own.map((code) => ({ code, subject: recipient, quote, data, weight: 0 }));
  const byStatus = readRemoteReply({ text: '', status, recipient });
  if (byStatus.length > 0) return withType(whileTried(byStatus).map((reading) => ({ ...reading, quote })));
  return withType([delayAlone(recipient, quote)]);
}
