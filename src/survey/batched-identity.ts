import type { AwsReply } from '../model/aws-replies.ts';
import type { ListedIdentity } from '../facts/identity/identities.ts';
import type { Batched } from './batches.ts';

/**
 * The reply to GetEmailIdentity as far as the list and API v1 tell it; null where they do not tell enough: an answer
 * is missing, the two differ, or DKIM is on without three tokens (a key of one's own: API v1 does not say which).
 * What neither shows is left out: the default configuration set, policies, the zone and length of the keys, what SES
 * saw when it last looked.
 */
export function replyFrom(listed: ListedIdentity, batched: Batched): AwsReply<'ses:GetEmailIdentity'> | null {
  const { verification, dkim, mailFrom, notifications } = batched;
  if (!verification.ok || !dkim.ok || !mailFrom.ok || !notifications.ok) return null;
  if (verification.value === null || dkim.value === null) return null;
  if (wordOf(verification.value.VerificationStatus) !== listed.verificationStatus) return null;
  const tokens = dkim.value.DkimTokens ?? [];
  const status = wordOf(dkim.value.DkimVerificationStatus);
  if (tokens.length !== 3 && (dkim.value.DkimEnabled || status !== 'NOT_STARTED') && listed.type === 'domain')
    return null;
  const domain = mailFrom.value?.MailFromDomain ?? '';
  const domainStatus = mailFrom.value?.MailFromDomainStatus;
  if (domain !== '' && domainStatus === undefined) return null;
  return {
    VerifiedForSendingStatus: listed.sendingEnabled,
    VerificationStatus: wordOf(verification.value.VerificationStatus),
    FeedbackForwardingStatus: notifications.value?.ForwardingEnabled ?? true,
    DkimAttributes: {
      SigningEnabled: dkim.value.DkimEnabled,
      Status: status,
      Tokens: tokens,
      SigningAttributesOrigin: 'AWS_SES',
    },
    ...(domain === '' || domainStatus === undefined
      ? {}
      : {
          MailFromAttributes: {
            MailFromDomain: domain,
            MailFromDomainStatus: wordOf(domainStatus),
            BehaviorOnMxFailure:
              mailFrom.value?.BehaviorOnMXFailure === 'RejectMessage'
                ? 'REJECT_MESSAGE'
                : 'USE_DEFAULT_VALUE',
          },
        }),
    Policies: {},
  };
}

type FormerWord = 'Pending' | 'Success' | 'Failed' | 'TemporaryFailure' | 'NotStarted';
type Word<T extends string> = T extends 'TemporaryFailure'
  ? 'TEMPORARY_FAILURE'
  : T extends 'NotStarted'
    ? 'NOT_STARTED'
    : Uppercase<T>;

/** `TemporaryFailure` of API v1 is `TEMPORARY_FAILURE` of API v2. */
function wordOf<T extends FormerWord>(former: T): Word<T> {
  // The two enumerations hold the same words, written in two ways.
  return former.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase() as Word<T>;
}
