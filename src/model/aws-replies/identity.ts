import type {
  BehaviorOnMxFailure,
  DkimSigningAttributesOrigin,
  DkimSigningKeyLength,
  DkimStatus,
  IdentityType,
  MailFromDomainStatus,
  VerificationError,
  VerificationStatus,
} from '@aws-sdk/client-sesv2';
import type * as V1 from '@aws-sdk/client-ses';
import * as v from 'valibot';
import { flag, maybe, next, number, text, time, word } from './kinds.ts';

const keyLength = maybe(word<DkimSigningKeyLength>());

/** A custom MAIL FROM domain. One without a status would be called pending, which stops mail. */
const mailFrom = v.pipe(
  v.object({
    MailFromDomain: maybe(text),
    MailFromDomainStatus: maybe(word<MailFromDomainStatus>()),
    BehaviorOnMxFailure: maybe(word<BehaviorOnMxFailure>()),
  }),
  v.check(
    ({ MailFromDomain: domain, MailFromDomainStatus: status }) =>
      domain === undefined || domain === '' || status !== undefined,
    'MailFromDomainStatus is missing',
  ),
);

const verificationInfo = v.object({
  LastCheckedTimestamp: maybe(time),
  LastSuccessTimestamp: maybe(time),
  ErrorType: maybe(word<VerificationError>()),
  SOARecord: maybe(v.object({ PrimaryNameServer: maybe(text), SerialNumber: maybe(number) })),
});

/** GetEmailIdentity. `VerificationStatus` came later than `VerifiedForSendingStatus`, and stand-ins may not have it. */
export const getEmailIdentity = v.object({
  VerifiedForSendingStatus: flag,
  VerificationStatus: maybe(word<VerificationStatus>()),
  VerificationInfo: maybe(verificationInfo),
  FeedbackForwardingStatus: maybe(flag),
  ConfigurationSetName: maybe(text),
  DkimAttributes: v.object({
    SigningEnabled: flag,
    Status: word<DkimStatus>(),
    Tokens: maybe(v.array(text)),
    SigningAttributesOrigin: maybe(word<DkimSigningAttributesOrigin>()),
    SigningHostedZone: maybe(text),
    CurrentSigningKeyLength: keyLength,
    NextSigningKeyLength: keyLength,
    LastKeyGenerationTimestamp: maybe(time),
  }),
  MailFromAttributes: maybe(mailFrom),
  Policies: maybe(v.record(text, text)),
});

/** ListEmailIdentities. */
export const listEmailIdentities = v.object({
  EmailIdentities: v.array(
    v.object({
      IdentityName: text,
      IdentityType: maybe(word<IdentityType>()),
      SendingEnabled: maybe(flag),
      VerificationStatus: maybe(word<VerificationStatus>()),
    }),
  ),
  ...next,
});

/** GetIdentityNotificationAttributes of API v1: an identity that is not verified has no entry. */
export const getIdentityNotificationAttributes = v.object({
  NotificationAttributes: v.record(
    text,
    v.object({
      ...{ BounceTopic: maybe(text), ComplaintTopic: maybe(text), DeliveryTopic: maybe(text) },
      ForwardingEnabled: maybe(flag),
    }),
  ),
});

/** GetIdentityVerificationAttributes of API v1. Its words are `Success`, where API v2 has `SUCCESS`. */
export const getIdentityVerificationAttributes = v.object({
  VerificationAttributes: v.record(text, v.object({ VerificationStatus: word<V1.VerificationStatus>() })),
});

/** GetIdentityDkimAttributes of API v1. It tells neither whose the key is nor the zone of the targets. */
export const getIdentityDkimAttributes = v.object({
  DkimAttributes: v.record(
    text,
    v.object({
      DkimEnabled: flag,
      DkimVerificationStatus: word<V1.VerificationStatus>(),
      DkimTokens: maybe(v.array(text)),
    }),
  ),
});

/** GetIdentityMailFromDomainAttributes of API v1: without a domain of one's own the members are empty or absent. */
export const getIdentityMailFromDomainAttributes = v.object({
  MailFromDomainAttributes: v.record(
    text,
    v.object({
      MailFromDomain: maybe(text),
      MailFromDomainStatus: maybe(word<V1.CustomMailFromStatus>()),
      BehaviorOnMXFailure: maybe(word<V1.BehaviorOnMXFailure>()),
    }),
  ),
});
