import { SendEmailCommand, SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import type { SendingCommandsOf } from '../../model/sending-calls.ts';

/** The client, and the commands of src/model/sending-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: SESv2ClientConfig): SESv2Client => new SESv2Client(config);
export const commands = {
  SendEmailCommand,
} satisfies SendingCommandsOf<'sesv2'>;
