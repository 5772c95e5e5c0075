import type { Reading } from './collector.ts';
import { afterTheEnd, delayAlone, whileTried } from './finality.ts';
import { readRemoteReply } from './remote-reply.ts';
import { isNumberAlone } from './reply-verdict.ts';

/** What a bounce says of itself, for `bounceReadings`. */
export interface BounceFields {
  type: string;
  subType: string;
  diagnostic: string;
  status: string | null;
  recipient: string | null;
  /** Whom the mail came from; null or absent where that is not known. */
  sender?: string | null | undefined;
  /** SES, or another server, goes on trying. */
  goesOn?: boolean;
  /** It says so itself: `Action: delayed` (RFC 3464 2.3.3). */
  isDelay?: boolean;
}

/**
 * Reading order: what the receiver said, then its status, then SES's sub-type, then its type. The sub-types that
 * SES gives when it refuses to send are its own words about its own act, and come before the status.
 */
export function bounceReadings({
  type,
  subType,
  diagnostic,
  status,
  recipient,
  sender,
  isDelay = false,
  goesOn = isDelay,
}: BounceFields): readonly Reading[] {
  const data: Record<string, string> = {
    bounceType: type,
    bounceSubType: subType,
    ...(status === null ? {} : { status }),
  };
  const own = bySubType[subType.toLowerCase()];
  const quote =
    diagnostic === ''
      ? [type, subType, status].filter((part) => part !== null && part !== '').join(' / ')
      : diagnostic;
  const finish = (readings: readonly Reading[]): readonly Reading[] =>
    (goesOn ? whileTried(readings) : afterTheEnd(readings)).map((reading) => ({
      ...reading,
      data: { ...data, ...reading.data },
    }));
  if (own !== undefined && decides(own, { diagnostic, status, recipient })) {
    return finish(
      [own.code, ...own.also].map((code) => ({ code, subject: recipient, quote, data: own.data, weight: 0 })),
    );
  }
  const remote = readRemoteReply({ text: withoutType(diagnostic), status, recipient, sender });
  if (remote.length > 0) return finish(remote);
  const byStatus = readRemoteReply({ text: '', status, recipient });
  if (byStatus.length > 0) return finish(byStatus.map((reading) => ({ ...reading, quote })));
  if (isDelay) return finish([delayAlone(recipient, quote)]);
  if (type.toLowerCase() === 'transient' && diagnostic === '') {
    // SES files out-of-office replies under Transient/General, without a reply of a server (notification-contents).
    return finish([
      { code: 'bounce/auto-reply', subject: recipient, quote, data: {}, weight: 0 },
      { code: 'bounce/undetermined', subject: recipient, quote, data: {}, weight: 1 },
    ]);
  }
  return finish([{ code: 'bounce/undetermined', subject: recipient, quote, data: {}, weight: 0 }]);
}

/** Whether SES's sub-type says more than the receiver's reply: its own act always does, and any does more than a number alone. */
export const decides = (
  own: SubType,
  { diagnostic, status, recipient }: Pick<BounceFields, 'diagnostic' | 'status' | 'recipient'>,
): boolean =>
  own.decides === true ||
  diagnostic === '' ||
  isNumberAlone({ text: withoutType(diagnostic), status, recipient });

export interface SubType {
  code: string;
  also: readonly string[];
  data: Readonly<Record<string, string>>;
  /** SES's own act, whatever the diagnostic and status say. */
  decides?: boolean;
}

/** SES's own names for what happened, in lower case (notification-contents). */
export const bySubType: Readonly<Record<string, SubType>> = {
  onaccountsuppressionlist: {
    code: 'bounce/suppressed',
    also: [],
    data: { layer: 'account' },
    decides: true,
  },
  ontenantsuppressionlist: { code: 'bounce/suppressed', also: [], data: { layer: 'tenant' }, decides: true },
  suppressed: { code: 'bounce/suppressed', also: [], data: { layer: 'global' }, decides: true },
  unsubscribedrecipient: { code: 'bounce/unsubscribed-recipient', also: [], data: {}, decides: true },
  emailvalidationsuppressed: { code: 'bounce/validation-suppressed', also: [], data: {}, decides: true },
  customtimeoutexceeded: {
    code: 'configuration-set/max-delivery-short',
    also: ['bounce/expired'],
    data: {},
    decides: true,
  },
  noemail: { code: 'bounce/unknown-user', also: [], data: {} },
  mailboxfull: { code: 'bounce/mailbox-full', also: [], data: {} },
  messagetoolarge: { code: 'bounce/message-too-large', also: [], data: {} },
  contentrejected: { code: 'bounce/content-rejected', also: [], data: {} },
  attachmentrejected: { code: 'bounce/attachment-rejected', also: [], data: {} },
};

/** `smtp; 550 …` without the type of RFC 3464 2.3.6. */
export const withoutType = (diagnostic: string): string =>
  diagnostic.startsWith('smtp; ')
    ? diagnostic.slice(6)
    : diagnostic.replace(/^\s{0,4}(?:smtp|x-[\w-]{1,40}|dns)\s{0,3};\s{0,4}/iu, '');

/** That the host which receives for SES reported a bounce: a rule of whoever owns the domain answered. Null for other reporters. */
export function bouncedByRule(
  reporter: string,
  diagnostic: string,
  recipient: string | null,
): Reading | null {
  const region = /inbound-smtp\.([a-z0-9-]{1,30})\.amazonaws/iu.exec(reporter)?.[1];
  if (region === undefined) return null;
  return {
    code: 'message/bounced-by-receipt-rule',
    subject: recipient,
    quote: diagnostic === '' ? `Reporting-MTA: ${reporter}` : diagnostic,
    data: { region },
    weight: 0,
  };
}
