import {
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityNotificationAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  SESClient,
  type SESClientConfig,
} from '@aws-sdk/client-ses';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: SESClientConfig): SESClient => new SESClient(config);
export const commands = {
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityNotificationAttributesCommand,
  GetIdentityVerificationAttributesCommand,
} satisfies CommandsOf<'ses'>;
