import type { IdentityNotificationAttributes } from '@aws-sdk/client-ses';
import type { GetEmailIdentityResponse } from '@aws-sdk/client-sesv2';
import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** Identities, and (SES v1) where their feedback goes. */
export const identityAnswers: Answers<
  'ses:GetEmailIdentity' | 'ses:ListEmailIdentities' | 'ses:GetIdentityNotificationAttributes'
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
    NotificationAttributes: Object.fromEntries(
      Identities.filter((name) => region.identities[name] !== undefined).map((name) => [
        name,
        region.identityNotifications[name] ?? byEmail,
      ]),
    ),
  }),
};

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
