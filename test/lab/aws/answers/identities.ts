import type {
  CustomMailFromStatus,
  IdentityNotificationAttributes,
  VerificationStatus as FormerStatus,
} from '@aws-sdk/client-ses';
import type { GetEmailIdentityResponse } from '@aws-sdk/client-sesv2';
import { AwsError, notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** Identities, and (SES v1) where their feedback goes. */
export const identityAnswers: Answers<
  | 'ses:GetEmailIdentity'
  | 'ses:ListEmailIdentities'
  | 'ses:GetIdentityNotificationAttributes'
  | 'ses:GetIdentityVerificationAttributes'
  | 'ses:GetIdentityDkimAttributes'
  | 'ses:GetIdentityMailFromDomainAttributes'
> = {
  'ses:GetEmailIdentity': ({ EmailIdentity = '' }, { region }) => identityOf(region, EmailIdentity),

  'ses:ListEmailIdentities': (input, { region, most }) => {
    const filter = input.Filter ?? {};
    const listed = Object.entries(region.identities)
      .filter(
        ([name, { IdentityType, VerificationStatus }]) =>
          name.includes(filter.IDENTITY_NAME_CONTAINS ?? '') &&
          (filter.IDENTITY_TYPE ?? IdentityType) === IdentityType &&
          (filter.VERIFICATION_STATUS ?? VerificationStatus) === VerificationStatus,
      )
      .map(([IdentityName, { IdentityType, VerificationStatus, VerifiedForSendingStatus }]) => ({
        IdentityName,
        IdentityType,
        VerificationStatus,
        SendingEnabled: VerifiedForSendingStatus,
      }));
    const { items, ...next } = pageOf(listed, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { EmailIdentities: items, ...next };
  },

  'ses:GetIdentityNotificationAttributes': ({ Identities = [] }, { region }) => ({
    NotificationAttributes: ofEach(Identities, region, (identity, name) => ({
      ...byEmail,
      ForwardingEnabled: identity.FeedbackForwardingStatus ?? true,
      ...region.identityNotifications[name],
    })),
  }),

  'ses:GetIdentityVerificationAttributes': ({ Identities = [] }, { region }) => ({
    VerificationAttributes: ofEach(Identities, region, ({ VerificationStatus }) => ({
      VerificationStatus: former(VerificationStatus),
      VerificationToken: undefined,
    })),
  }),

  'ses:GetIdentityDkimAttributes': ({ Identities = [] }, { region }) => ({
    DkimAttributes: ofEach(Identities, region, ({ DkimAttributes: dkim }) => ({
      DkimEnabled: dkim?.SigningEnabled ?? false,
      DkimVerificationStatus: former(dkim?.Status),
      // Of a key of one's own API v1 shows no token.
      DkimTokens: dkim?.SigningAttributesOrigin === 'EXTERNAL' ? [] : dkim?.Tokens,
    })),
  }),

  'ses:GetIdentityMailFromDomainAttributes': ({ Identities = [] }, { region }) => ({
    MailFromDomainAttributes: ofEach(Identities, region, ({ MailFromAttributes: mailFrom }) => ({
      MailFromDomain: mailFrom?.MailFromDomain,
      MailFromDomainStatus: former(mailFrom?.MailFromDomainStatus) as CustomMailFromStatus,
      BehaviorOnMXFailure:
        mailFrom?.BehaviorOnMxFailure === 'REJECT_MESSAGE' ? 'RejectMessage' : 'UseDefaultValue',
    })),
  }),
};

/** API v1 takes a hundred names at most, and has no entry for a name that it does not know. */
function ofEach<T>(
  names: readonly string[],
  region: RegionWorld,
  make: (identity: GetEmailIdentityResponse, name: string) => T,
): Record<string, T> {
  if (names.length > 100)
    throw new AwsError('ValidationError', '1 validation error detected: at most 100 identities');
  return Object.fromEntries(
    names.flatMap((name): [string, T][] => {
      const identity = region.identities[name];
      return identity === undefined ? [] : [[name, make(identity, name)]];
    }),
  );
}

/** `TEMPORARY_FAILURE` as API v1 writes it: `TemporaryFailure`. */
const former = (status = 'NOT_STARTED'): FormerStatus =>
  status
    .toLowerCase()
    .replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()) as FormerStatus;

const byEmail: IdentityNotificationAttributes = {
  BounceTopic: undefined,
  ComplaintTopic: undefined,
  DeliveryTopic: undefined,
  ForwardingEnabled: true,
  HeadersInBounceNotificationsEnabled: false,
  HeadersInComplaintNotificationsEnabled: false,
  HeadersInDeliveryNotificationsEnabled: false,
};

/** Domains are found whatever their case; addresses are case-sensitive [DG creating-identities]. */
function identityOf(region: RegionWorld, name: string): GetEmailIdentityResponse {
  const found = region.identities[name.includes('@') ? name : name.toLowerCase()];
  if (found === undefined) throw notFound(`Email identity ${name} does not exist.`);
  return found;
}
